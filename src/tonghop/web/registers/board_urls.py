"""The addresses of what is due, of the boards, and of what is sent in from outside."""

from django.urls import path

from tonghop.web import feedback
from tonghop.web.registers import directing, mine, month

urlpatterns = [
    path("so-theo-doi/viec-cua-toi", mine.mine, name="my-cases"),
    path("so-theo-doi/viec-cua-toi/lich/<str:action>", mine.feed_step, name="feed-step"),
    path("lich/<str:key>.ics", mine.feed, name="feed"),
    path("so-theo-doi/dieu-hanh", directing.directing, name="directing"),
    path("so-theo-doi/dieu-hanh/ho-so", directing.picked, name="board-cases"),
    path("so-theo-doi/<str:key>/lich", month.month, name="register-month"),
    path("phan-anh", feedback.feedback, name="feedback"),
    path("phan-anh/tra-cuu", feedback.look_up, name="feedback-look-up"),
    path("phan-anh/<str:code>", feedback.status, name="feedback-status"),
    path("phan-anh/<str:code>/danh-gia", feedback.rate, name="feedback-rate"),
    path("chi-tieu/<str:key>/viec", directing.behind, name="behind"),
]
