@{
    RootModule           = 'MessengerMarketing.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = '6f2d8f0e-0c0b-4c2b-9a53-0b8b6a1f4d7e'
    Author               = 'MessengerMarketing contributors'
    CompanyName          = 'MessengerMarketing contributors'
    Copyright            = '(c) 2026 MessengerMarketing contributors. MIT License.'
    Description          = 'Grow a Messenger marketing audience from PowerShell: hash and upload customer lists to Messenger marketing-message custom audiences, by the rules of the Graph API.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    DotNetFrameworkVersion = '4.7.2'
    TypesToProcess       = @('MessengerMarketing.Types.ps1xml')
    FormatsToProcess     = @('MessengerMarketing.Format.ps1xml')
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @('Get-MMCustomAudience')
    CmdletsToExport      = @(
        'Add-MMAudienceUser'
        'Approve-MMSandboxOptIn'
        'Connect-MMAccount'
        'ConvertFrom-MMWebhook'
        'ConvertTo-MMHashedUser'
        'Disconnect-MMAccount'
        'Export-MMUploadReport'
        'Get-MMAudience'
        'Get-MMAudienceUpload'
        'Get-MMContext'
        'Get-MMMessageCampaign'
        'Get-MMMessageEstimate'
        'Get-MMMessageInsight'
        'Get-MMMessageResult'
        'Get-MMSandbox'
        'Get-MMSubscriptionToken'
        'Get-MMWebhookEvent'
        'Get-MMWebhookSubscription'
        'Invoke-MMGraphRequest'
        'Measure-MMSubscriber'
        'New-MMClickToMessengerAd'
        'New-MMCustomAudience'
        'New-MMMessageCampaign'
        'Register-MMWebhook'
        'Remove-MMAudienceUser'
        'Remove-MMCustomAudience'
        'Remove-MMMessageCampaign'
        'Remove-MMPerson'
        'Remove-MMSubscriber'
        'Resume-MMAudienceUpload'
        'Send-MMMarketingMessage'
        'Send-MMOptInRequest'
        'Send-MMPrivateReply'
        'Send-MMSandboxEvent'
        'Send-MMSandboxMessage'
        'Set-MMCustomAudience'
        'Set-MMMessageCampaign'
        'Start-MMSandbox'
        'Stop-MMSandbox'
        'Sync-MMAudienceUser'
        'Test-MMContext'
        'Test-MMCustomerList'
        'Wait-MMAudienceUpload'
        'Watch-MMWebhook'
    )
    PrivateData          = @{
        PSData = @{
            Tags         = @('Meta', 'Facebook', 'Messenger', 'Marketing', 'CustomAudience', 'CustomerList', 'GraphAPI', 'Webhook', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ProjectUri   = 'https://github.com/messenger-marketing/MessengerMarketing'
            IconUri      = 'https://raw.githubusercontent.com/messenger-marketing/MessengerMarketing/main/assets/icon.png'
            ReleaseNotes = 'https://github.com/messenger-marketing/MessengerMarketing/blob/main/CHANGELOG.md'
        }
    }
}
