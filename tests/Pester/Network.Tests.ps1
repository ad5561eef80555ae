# How long servers that do not answer, refuse or throttle can hold a cmdlet, and what it shows meanwhile.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule

    # Accepts connections and never answers.
    $silent = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $silent.Start()
    $given = @{ AccessToken = ConvertTo-Secret 'EAAsynthetictoken0001'; AdAccountId = '1234567890'; PageId = '1112223334' }
    $silentUri = "http://127.0.0.1:$($silent.LocalEndpoint.Port)/"
}

AfterAll {
    Disconnect-MMAccount
    Stop-MMSandbox
    $silent.Stop()
}

Describe 'The settings of a connection' {
    It 'are stored in the context' {
        $context = Connect-MMAccount @given -MaxRetryCount 2 -RetryIntervalSec 3 -TimeoutSec 4 -PassThru
        $context.MaxRetryCount, $context.RetryIntervalSec, $context.TimeoutSec | Should -Be 2, 3, 4
    }

    It 'have defaults' {
        $context = Connect-MMAccount @given -PassThru
        $context.MaxRetryCount, $context.RetryIntervalSec, $context.TimeoutSec | Should -Be 6, $null, 30
    }

    It 'are refused outside their range: <Name> <Value>' -ForEach @(
        @{ Name = 'MaxRetryCount'; Value = -1 }
        @{ Name = 'MaxRetryCount'; Value = 101 }
        @{ Name = 'RetryIntervalSec'; Value = 0 }
        @{ Name = 'RetryIntervalSec'; Value = 3601 }
        @{ Name = 'TimeoutSec'; Value = 0 }
        @{ Name = 'TimeoutSec'; Value = 3601 }
    ) {
        $setting = @{ $Name = $Value }
        Get-ErrorId (Get-Failure { Connect-MMAccount @given @setting }) | Should -Be 'ParameterArgumentValidationError'
    }

    It 'limit the calls to a failing server' {
        $sandbox = Start-MMSandbox -NextError 2, 2, 2
        $sandbox | Connect-MMAccount -MaxRetryCount 1
        Get-ErrorId (Get-Failure { Get-MMAudience }) | Should -Be 'MMServiceUnavailable'
        $sandbox.RequestCount | Should -Be 2
    }

    It 'apply with -FromEnvironment too' {
        $names = 'MM_ACCESS_TOKEN', 'MM_AD_ACCOUNT_ID', 'MM_PAGE_ID', 'MM_BASE_URI'
        $before = $names | ForEach-Object { [Environment]::GetEnvironmentVariable($_) }
        try {
            $env:MM_ACCESS_TOKEN = 'EAAsynthetictoken0001'
            $env:MM_AD_ACCOUNT_ID = '1234567890'
            $env:MM_PAGE_ID = '1112223334'
            $env:MM_BASE_URI = $null
            (Connect-MMAccount -FromEnvironment -MaxRetryCount 2 -PassThru -WarningVariable none).MaxRetryCount | Should -Be 2
            $none | Should -BeNullOrEmpty

            $env:MM_BASE_URI = 'https://graph.example.com/'
            $context = Connect-MMAccount -FromEnvironment -PassThru -WarningVariable warned -WarningAction SilentlyContinue
            "$warned" | Should -BeLike '*MM_BASE_URI*graph.example.com*'
            $context.Host, $context.IsMeta | Should -Be 'graph.example.com', $false
        } finally {
            foreach ($i in 0..3) { Set-Item -LiteralPath "Env:$($names[$i])" -Value $before[$i] }
        }
    }
}

Describe 'Connections' {
    It 'are shared by all cmdlets of a connected account' {
        $sandbox = Connect-Sandbox
        1..50 | ForEach-Object { Get-MMAudience }
        [void](Test-MMContext)
        $audience = New-MMCustomAudience -Name Spring -Description 'CRM export'
        [void](New-Customer 3 | Add-MMAudienceUser -AudienceId $audience.Id -WarningAction SilentlyContinue)
        [void](Get-MMSubscriptionToken)
        $sandbox.RequestCount | Should -BeGreaterThan 55
        $sandbox.ConnectionCount | Should -Be 1
    }

    It 'are created again after Disconnect-MMAccount' {
        $sandbox = Start-MMSandbox
        $context = $sandbox | Connect-MMAccount -PassThru
        Get-MMAudience
        Disconnect-MMAccount
        Get-MMAudience -Context $context
        $sandbox.ConnectionCount | Should -Be 2
    }
}

Describe 'A slow server' {
    It 'is abandoned after two attempts of -TimeoutSec' {
        Connect-MMAccount @given -BaseUri $silentUri -TimeoutSec 1
        $clock = [Diagnostics.Stopwatch]::StartNew()
        Get-ErrorId (Get-Failure { Get-MMAudience }) | Should -Be 'MMNoAnswer'
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 10
    }

    It 'causes a hint at smaller batches and fewer calls at a time' {
        Connect-MMAccount @given -BaseUri $silentUri -TimeoutSec 1
        [void](Get-Failure { New-Customer 3 | Add-MMAudienceUser -AudienceId 123 -WarningVariable script:warned -WarningAction SilentlyContinue })
        "$warned" | Should -Match 'a smaller -BatchSize'
        "$warned" | Should -Match '-ThrottleLimit 1'
    }

    It 'is abandoned after -MaxWaitSec: <Why>' -ForEach @(
        @{ Why = 'it never answers'; Uri = 'silent' }
        @{ Why = 'nobody listens'; Uri = 'http://127.0.0.1:9/' }
        @{ Why = 'it throttles'; Uri = 'sandbox' }
    ) {
        if ($Uri -eq 'sandbox') {
            $sandbox = Start-MMSandbox -NextError (1..30 | ForEach-Object { '80003' })
            $sandbox | Connect-MMAccount
        } else {
            Connect-MMAccount @given -BaseUri ($Uri -replace 'silent', $silentUri)
        }

        $clock = [Diagnostics.Stopwatch]::StartNew()
        $failure = Get-Failure { New-Customer 3 | Add-MMAudienceUser -AudienceId 123 -MaxWaitSec 3 -WarningAction SilentlyContinue }
        Get-ErrorId $failure | Should -BeIn 'MMNoAnswer', 'MMThrottled'
        $clock.Elapsed.TotalSeconds | Should -BeGreaterThan 2
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 10
    }

    It 'is shown as progress after three seconds of silence' {
        $shell = [PowerShell]::Create()
        try {
            [void]$shell.AddScript({
                param($Module, $Uri)
                Import-Module $Module
                Connect-MMAccount -AccessToken (ConvertTo-SecureString 'EAAsynthetictoken0001' -AsPlainText -Force) -AdAccountId 1 -PageId 2 -BaseUri $Uri -TimeoutSec 5 -MaxRetryCount 0
                Get-MMAudience -ErrorAction SilentlyContinue
            }).AddArgument((Get-StagedModule)).AddArgument($silentUri)
            try { [void]$shell.Invoke() } catch { $_.FullyQualifiedErrorId | Should -BeLike '*RuntimeException*' }
            $shown = @($shell.Streams.Progress | Where-Object Activity -EQ 'Waiting for the Graph API')
            $shown[0].StatusDescription | Should -Match '^GET act_1/customaudiences: no response for [34] s\.$'
            $shown[-1].RecordType | Should -Be 'Completed'
        } finally {
            $shell.Dispose()
        }
    }
}

Describe 'Get-MMSubscriptionToken -MaxWaitSec' {
    It 'waits for the hourly limit and continues, regardless of the number of retries' {
        $sandbox = Start-MMSandbox
        $sandbox | Connect-MMAccount -MaxRetryCount 0
        1..3 | ForEach-Object { [void]$sandbox.SubscribeFromAd() }
        $sandbox.FailNext('2300080 at GET /notification_message_tokens')
        @(Get-MMSubscriptionToken).Count | Should -Be 3
    }

    It 'does not wait when the limit is 0' {
        $sandbox = Connect-Sandbox
        $sandbox.FailNext('2300080 at GET /notification_message_tokens')
        Get-ErrorId (Get-Failure { Get-MMSubscriptionToken -MaxWaitSec 0 }) | Should -Be 'MMThrottled'
    }
}
