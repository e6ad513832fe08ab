"""What programs such as the page call: plain data in, plain data out, a module for each feature.

Every result is made of dicts, lists, strings and finite numbers, so that it can become JSON. A
method is a function of the handles and of its params, named by its module, such as
"generation.generate". It returns its reply, or is a generator: `yield None` gives way, `yield dict`
is an event, `return dict` the reply. Every mistake in what is asked raises a ValueError whose
message can be shown to people.
"""
