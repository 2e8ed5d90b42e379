"""The addresses of what is due, of the boards, and of what is sent in from outside."""

from django.urls import path

from tonghop.web.registers import mine

urlpatterns = [
    path("so-theo-doi/viec-cua-toi", mine.mine, name="my-cases"),
    path("so-theo-doi/viec-cua-toi/lich/<str:action>", mine.feed_step, name="feed-step"),
    path("lich/<str:key>.ics", mine.feed, name="feed"),
]
