# Once for each PowerShell worker, before its first call. The module lies in the folder Modules beside this file:
#     Save-PSResource MessengerMarketing -Path ./Modules
Import-Module MessengerMarketing
