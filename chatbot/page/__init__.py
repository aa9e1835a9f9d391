"""The web page. This folder and app.py are all that knows Gradio; each file is a tab or a panel."""
