"""What the scripts share: the toolchain, the build of the site, the server.

What `toolchain`, `browser` and `server` import is in the standard library, because they run before
anything is installed. The other modules may use what requirements.lock lists.
"""
