"""Questions in, answers in the sources' own words out."""

from chatbot.answers import Answer, Citation, Claim, Turn
from chatbot.bot import Chatbot, open_chatbot
from vectorstore import Filters

__all__ = ["Answer", "Chatbot", "Citation", "Claim", "Filters", "Turn", "open_chatbot"]
