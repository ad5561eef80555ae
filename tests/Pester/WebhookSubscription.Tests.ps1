# Register-MMWebhook and Get-MMWebhookSubscription against the sandbox.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
}

Describe 'Subscribing the Page' {
    BeforeEach { $sandbox = Connect-Sandbox }

    AfterEach {
        Disconnect-MMAccount
        Stop-MMSandbox $sandbox
    }

    It 'subscribes to the fields of all known events' {
        Register-MMWebhook | Should -BeNullOrEmpty
        $subscription = Get-MMWebhookSubscription
        $subscription.PageId | Should -Be $sandbox.PageId
        $subscription.AppId | Should -Match '^\d+$'
        $subscription.Fields | Sort-Object | Should -Be @(
            'feed', 'marketing_message_clicks', 'marketing_message_deliveries', 'marketing_message_delivery_failed', 'marketing_message_echoes', 'marketing_message_reads',
            'marketing_messages_subscriber_upload_status', 'message_reactions', 'messages', 'messaging_optins', 'messaging_postbacks', 'messaging_referrals')
    }

    It 'accepts other fields' {
        (Register-MMWebhook -Field messages, messaging_postbacks, messages -PassThru).Fields | Sort-Object | Should -Be 'messages', 'messaging_postbacks'
        (Get-MMWebhookSubscription).Fields | Sort-Object | Should -Be 'messages', 'messaging_postbacks'
    }

    It 'does nothing with -WhatIf' {
        Register-MMWebhook -WhatIf -PassThru | Should -BeNullOrEmpty
        $sandbox.RequestCount | Should -Be 0
    }

    It 'reports errors of the Graph API' {
        $failure = Get-Failure { Register-MMWebhook -Field messaging_optin }
        Get-ErrorId $failure | Should -Be 'MMInvalidParameter'
        $failure.TargetObject | Should -Be $sandbox.PageId
        { Register-MMWebhook -Field 'a b' } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'needs a Page token' {
        Connect-MMAccount -AccessToken $sandbox.AccessToken -AdAccountId $sandbox.AdAccountId -PageId $sandbox.PageId -BaseUri $sandbox.BaseUri
        Get-ErrorId (Get-Failure { Register-MMWebhook }) | Should -Be 'MMPageTokenMissing'
        Get-ErrorId (Get-Failure { Get-MMWebhookSubscription }) | Should -Be 'MMPageTokenMissing'
    }
}
