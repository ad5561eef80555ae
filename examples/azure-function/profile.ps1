# Runs once in each PowerShell worker, before the first call. Save the module in the folder Modules next to this file:
#     Save-PSResource MessengerMarketing -Path ./Modules
Import-Module MessengerMarketing
