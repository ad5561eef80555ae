Import-Module MessengerMarketing
ConvertTo-MMHashedUser -Phone '(+84) 091-2345678' -Normalized
Start-MMSandbox | Connect-MMAccount     # a local Graph API: no Meta account needed
$audience = New-MMCustomAudience -Name 'Spring' -Description 'CRM export'
Import-Csv customers.csv | Add-MMAudienceUser -AudienceId $audience.Id
Get-MMAudience
