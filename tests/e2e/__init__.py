"""The built site in a real Chromium, as a visitor meets it."""
