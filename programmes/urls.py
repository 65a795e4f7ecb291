from lists.doors import doors
from programmes.views import PROGRAMMES

urlpatterns = doors(PROGRAMMES, "programmes/")
