from django.urls import include, path

from lists.doors import doors
from programmes.views import PROGRAMMES

urlpatterns = doors(PROGRAMMES, "programmes/")
urlpatterns += [path("", include("programmes.register_urls"))]
