# Runs in its own process: it sets environment variables.
BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $token = ConvertTo-Secret 'EAAsynthetictoken0001'
    $given = @{ AccessToken = $token; AdAccountId = '1234567890'; PageId = '1112223334' }
}

AfterAll {
    Disconnect-MMAccount
    Stop-MMSandbox
}

Describe 'Connect-MMAccount' {
    BeforeEach { Disconnect-MMAccount }

    It 'connects with parameters, to Meta by default' {
        Connect-MMAccount @given
        $context = Get-MMContext
        $context.AdAccountId | Should -Be '1234567890'
        $context.PageId | Should -Be '1112223334'
        $context.ApiVersion | Should -Be 'v26.0'
        $context.BaseUri | Should -Be 'https://graph.facebook.com/'
        $context.PageAccessToken | Should -BeNullOrEmpty
    }

    It 'writes nothing without -PassThru and the context with it' {
        Connect-MMAccount @given | Should -BeNullOrEmpty
        (Connect-MMAccount @given -PassThru).AdAccountId | Should -Be '1234567890'
    }

    It 'accepts an ad account ID with the prefix act_' {
        (Connect-MMAccount -AccessToken $token -AdAccountId act_1234567890 -PageId 1 -PassThru).AdAccountId | Should -Be '1234567890'
    }

    It 'connects with the output of Start-MMSandbox' {
        $sandbox = Start-MMSandbox
        $sandbox | Connect-MMAccount
        $context = Get-MMContext
        $context.BaseUri | Should -Be $sandbox.BaseUri
        $context.AdAccountId | Should -Be $sandbox.AdAccountId
        $context.PageId | Should -Be $sandbox.PageId
        $context.PageAccessToken | Should -Not -BeNullOrEmpty
        $context.AppSecret | Should -Not -BeNullOrEmpty
    }

    It 'uses the password of a credential as the token' {
        $credential = [Management.Automation.PSCredential]::new('system-user', $token)
        (Connect-MMAccount -AccessToken $credential -AdAccountId 1 -PageId 2 -PassThru).AccessToken.Length | Should -Be 21
    }

    It 'refuses a token in plain text without repeating it' {
        $failure = Get-Failure { Connect-MMAccount -AccessToken 'EAAplaintoken0001' -AdAccountId 1 -PageId 2 }
        Get-ErrorId $failure | Should -Be 'ParameterArgumentTransformationError'
        "$failure $($failure.Exception)" | Should -Not -Match 'EAAplaintoken0001'
        "$failure" | Should -Match 'secure strings'
    }

    It 'refuses http for any host but this machine' {
        $failure = Get-Failure { Connect-MMAccount @given -BaseUri http://graph.example.com }
        Get-ErrorId $failure | Should -Be 'MMInvalidArgument'
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$failure" | Should -Match 'https'
        { Connect-MMAccount @given -BaseUri http://127.0.0.1:8089 } | Should -Not -Throw
        { Connect-MMAccount @given -BaseUri http://localhost:8089 } | Should -Not -Throw
        { Connect-MMAccount @given -BaseUri https://graph.example.com } | Should -Not -Throw
    }

    It 'reports which part is wrong: <Name>' -ForEach @(
        @{ Name = 'AdAccountId'; Change = @{ AdAccountId = 'my account' } }
        @{ Name = 'PageId'; Change = @{ PageId = 'my page' } }
        @{ Name = 'ApiVersion'; Change = @{ ApiVersion = 'twenty-five' } }
        @{ Name = 'AppSecret'; Change = @{ AppSecret = [securestring]::new() } }
    ) {
        $parameters = $given.Clone()
        foreach ($key in $Change.Keys) { $parameters[$key] = $Change[$key] }
        $failure = Get-Failure { Connect-MMAccount @parameters }
        Get-ErrorId $failure | Should -Be 'MMInvalidArgument'
        "$failure" | Should -Match $Name
    }

    It 'keeps the existing connection when a new one is refused' {
        Connect-MMAccount @given
        { Connect-MMAccount -AccessToken $token -AdAccountId nonsense -PageId 2 } | Should -Throw -ErrorId 'MMInvalidArgument,*'
        (Get-MMContext).AdAccountId | Should -Be '1234567890'
    }

    It 'warns about an expired API version' {
        Get-Warning { Connect-MMAccount @given -ApiVersion v21.0 } |
            Should -Be "Meta no longer serves Marketing API calls of version v21.0: it ended on 2025-09-09. Connect with Connect-MMAccount -ApiVersion v26.0."
        Get-Warning { Connect-MMAccount @given -ApiVersion v26.0 } | Should -BeNullOrEmpty
    }

    It 'warns once in a session from 60 days before a version ends' {
        $notices = (Get-Command Connect-MMAccount).ImplementingType.Assembly.GetType('MessengerMarketing.Context.SessionNotices')
        $clock = $notices.GetProperty('Clock')
        $real = $clock.GetValue($null)
        try {
            $clock.SetValue($null, [Func[datetime]] { [datetime]::SpecifyKind([datetime]::new(2026, 12, 24), 'Utc') })
            Get-Warning { Connect-MMAccount @given -ApiVersion v25.0 -BaseUri http://127.0.0.1:8090 } | Should -BeNullOrEmpty
            $clock.SetValue($null, [Func[datetime]] { [datetime]::SpecifyKind([datetime]::new(2026, 12, 25), 'Utc') })
            Get-Warning { Connect-MMAccount @given -ApiVersion v25.0 -BaseUri http://127.0.0.1:8090 } |
                Should -Be 'Version v25.0 of the Marketing API ends on 2027-02-23, in 60 days. Connect with Connect-MMAccount -ApiVersion v26.0.'
            Get-Warning { Connect-MMAccount @given -ApiVersion v25.0 -BaseUri http://127.0.0.1:8090 } | Should -BeNullOrEmpty
        }
        finally {
            $clock.SetValue($null, $real)
        }
    }
}

Describe 'Connect-MMAccount -FromEnvironment' {
    BeforeAll {
        $names = 'MM_ACCESS_TOKEN', 'MM_PAGE_ACCESS_TOKEN', 'MM_APP_SECRET', 'MM_AD_ACCOUNT_ID', 'MM_PAGE_ID', 'MM_API_VERSION', 'MM_BASE_URI'
        function Set-Variables {
            param([hashtable] $Values)
            foreach ($name in $names) { Set-Item -LiteralPath "Env:$name" -Value $Values[$name] }
        }
    }

    AfterEach {
        Set-Variables @{}
        Disconnect-MMAccount
    }

    It 'reads all seven variables' {
        Set-Variables @{
            MM_ACCESS_TOKEN = 'EAAsynthetictoken0001'; MM_PAGE_ACCESS_TOKEN = 'EAAsynthetictoken0002'; MM_APP_SECRET = '0123456789abcdef0123456789abcdef'
            MM_AD_ACCOUNT_ID = 'act_42'; MM_PAGE_ID = '43'; MM_API_VERSION = 'v26.0'; MM_BASE_URI = 'http://127.0.0.1:8089/'
        }
        $context = Connect-MMAccount -FromEnvironment -PassThru
        $context.AdAccountId | Should -Be '42'
        $context.PageId | Should -Be '43'
        $context.ApiVersion | Should -Be 'v26.0'
        $context.BaseUri | Should -Be 'http://127.0.0.1:8089/'
        $context.PageAccessToken | Should -Not -BeNullOrEmpty
        $context.AppSecret | Should -Not -BeNullOrEmpty
    }

    It 'names every variable that is missing' {
        Set-Variables @{ MM_PAGE_ID = '43' }
        $failure = Get-Failure { Connect-MMAccount -FromEnvironment }
        Get-ErrorId $failure | Should -Be 'MMSettingMissing'
        "$failure" | Should -Match 'MM_ACCESS_TOKEN, MM_AD_ACCOUNT_ID'
        Get-MMContext | Should -BeNullOrEmpty
    }

    It 'names a variable that cannot be used, and not its value' {
        Set-Variables @{ MM_ACCESS_TOKEN = "EAAsynthetic token0001"; MM_AD_ACCOUNT_ID = '42'; MM_PAGE_ID = '43' }
        $failure = Get-Failure { Connect-MMAccount -FromEnvironment }
        "$failure" | Should -Match 'MM_ACCESS_TOKEN'
        "$failure $($failure.Exception)" | Should -Not -Match 'EAAsynthetic'
    }
}

Describe 'Get-MMContext and Disconnect-MMAccount' {
    It 'show and remove the connection' {
        Connect-MMAccount @given
        Get-MMContext | Should -Not -BeNullOrEmpty
        Disconnect-MMAccount | Should -BeNullOrEmpty
        Get-MMContext | Should -BeNullOrEmpty
        { Disconnect-MMAccount } | Should -Not -Throw
    }
}

Describe 'Test-MMContext' {
    BeforeAll {
        $sandbox = Connect-Sandbox
        $wrong = @{ AccessToken = $token; AdAccountId = $sandbox.AdAccountId; PageId = $sandbox.PageId; BaseUri = $sandbox.BaseUri }
    }

    BeforeEach { $sandbox | Connect-MMAccount }

    It 'checks the requirements of calls, and lists those that it cannot read' {
        $checks = Test-MMContext
        $checks.Name -join ' ' | Should -Be ('BaseAddress Connection ApiVersion Clock AccessToken AudiencePermission CampaignPermission AdPermission AdAccount AudienceTerms ' +
            'PageToken OptInPermission WebhookPermission PageTask Webhook MessageTerms Region')
        ($checks | Where-Object Status -NE Ok | ForEach-Object { "$($_.Name) $($_.Status)" }) -join ', ' | Should -Be 'BaseAddress Warning, Webhook Warning, MessageTerms Unknown, Region Unknown'
        $checks | Where-Object Status -NE Ok | ForEach-Object { $_.Action | Should -Not -BeNullOrEmpty }
        $checks | Where-Object Status -EQ Ok | ForEach-Object { $_.Action | Should -BeNullOrEmpty }
        Test-MMContext -Quiet | Should -BeTrue
    }

    It 'reports a wrong token with its error ID and advice' {
        $context = Connect-MMAccount @wrong -PassThru
        $check = Test-MMContext -Context $context | Where-Object Name -EQ AccessToken
        $check.Status, $check.ErrorId | Should -Be 'Failed', 'MMAuthenticationFailed'
        $check.Action | Should -Match 'Connect-MMAccount'
        Test-MMContext -Quiet | Should -BeFalse
    }

    It 'reports what does not work without a Page token, and passes' {
        $context = Connect-MMAccount -AccessToken $sandbox.AccessToken -AdAccountId $sandbox.AdAccountId -PageId $sandbox.PageId -BaseUri $sandbox.BaseUri -PassThru
        (Test-MMContext -Context $context | Where-Object Name -EQ PageToken).Status | Should -Be 'Warning'
        Test-MMContext -Context $context -Quiet | Should -BeTrue
    }

    It 'reports tokens that take the place of each other' {
        $context = Connect-MMAccount -AccessToken $sandbox.PageAccessToken -PageAccessToken $sandbox.AccessToken -AdAccountId $sandbox.AdAccountId -PageId $sandbox.PageId -BaseUri $sandbox.BaseUri -PassThru
        $checks = Test-MMContext -Context $context | Where-Object Name -In AccessToken, PageToken
        $checks.Status | Should -Be 'Failed', 'Failed'
        $checks.Action | Select-Object -Unique | Should -BeLike "*the system user's token for -AccessToken, and the Page's token for -PageAccessToken."
    }

    It 'shows <Name>: <Check> is <Status>' -ForEach @(
        @{ Name = 'missing ads_management'; Prepare = { $sandbox.State.Permissions = $sandbox.State.Permissions -ne 'ads_management' }; Check = 'AudiencePermission'; Status = 'Failed'; Action = 'Meta rejects the calls of Get-MMAudience, *Add-MMAudienceUser*' }
        @{ Name = 'missing pages_messaging'; Prepare = { $sandbox.State.Permissions = $sandbox.State.Permissions -ne 'pages_messaging' }; Check = 'OptInPermission'; Status = 'Warning'; Action = '*Send-MMOptInRequest*' }
        @{ Name = 'an ad account that is disabled'; Prepare = { $sandbox.State.AdAccountStatus = 2; $sandbox.State.DisableReason = 3 }; Check = 'AdAccount'; Status = 'Failed'; Action = '*accountquality*' }
        @{ Name = 'terms that are not accepted'; Prepare = { $sandbox.State.CustomAudienceTermsAccepted = $false }; Check = 'AudienceTerms'; Status = 'Failed'; Action = "*tos/?act=$('[0-9]' * 5)*" }
        @{ Name = 'a token that expires'; Prepare = { $sandbox.State.AccessTokenExpiresAt = [datetimeoffset]::UtcNow.AddDays(5) }; Check = 'AccessToken'; Status = 'Warning'; Action = 'Create a token that does not expire*' }
        @{ Name = 'data access that expires'; Prepare = { $sandbox.State.DataAccessExpiresAt = [datetimeoffset]::UtcNow.AddDays(5) }; Check = 'AccessToken'; Status = 'Warning'; Action = '*sign in to the app again*' }
        @{ Name = 'data access that has expired'; Prepare = { $sandbox.State.DataAccessExpiresAt = [datetimeoffset]::UtcNow.AddDays(-1) }; Check = 'AccessToken'; Status = 'Failed'; Action = '*sign in to the app again*' }
        @{ Name = 'a missing task on the ad account'; Prepare = { $sandbox.State.AdAccountTasks = 'ANALYZE' }; Check = 'AdAccount'; Status = 'Warning'; Action = 'Assign the task ADVERTISE or MANAGE*' }
        @{ Name = 'a missing permission of the Page token'; Prepare = { $sandbox.State.Permissions = $sandbox.State.Permissions -ne 'pages_manage_metadata' }; Check = 'Webhook'; Status = 'Warning'; Action = 'The Page token does not have permission*' }
        @{ Name = "a system user's Page token"; Prepare = { $sandbox.State.IsPageTokenOfSystemUser = $true }; Check = 'WebhookPermission'; Status = 'Warning'; Action = 'Before you run Register-MMWebhook*' }
        @{ Name = 'a Page that is not assigned'; Prepare = { $sandbox.State.PageTasks = @() }; Check = 'PageTask'; Status = 'Warning'; Action = 'Assign the Page*' }
        @{ Name = 'a version that Meta upgrades'; Prepare = { $sandbox.State.ServedVersion = 'v27.0' }; Check = 'ApiVersion'; Status = 'Warning'; Action = 'Connect with Connect-MMAccount -ApiVersion v27.0.' }
        @{ Name = 'a clock that is wrong'; Prepare = { $sandbox.ClockOffset = [timespan]::FromHours(-3) }; Check = 'Clock'; Status = 'Warning'; Action = 'Set the clock*' }
    ) {
        $sandbox = Connect-Sandbox
        & $Prepare
        $result = Test-MMContext | Where-Object Name -EQ $Check
        $result.Status | Should -Be $Status
        $result.Action | Should -BeLike "*$Action"
        Test-MMContext -Quiet | Should -Be ($Status -ne 'Failed')
    }

    It 'returns one result within seconds if the server does not exist' {
        $gone = Start-MMSandbox
        $context = $gone | Connect-MMAccount -PassThru
        $gone | Stop-MMSandbox
        $checks = @(Test-MMContext -Context $context)
        "$($checks.Name)" | Should -Be 'BaseAddress Connection'
        $checks[1].Status, $checks[1].ErrorId | Should -Be 'Failed', 'MMNoAnswer'
        Test-MMContext -Context $context -Quiet | Should -BeFalse
    }

    It 'writes each result before it makes the next call' {
        $first = Test-MMContext | Select-Object -First 2
        $count = $sandbox.RequestCount
        "$($first.Name)" | Should -Be 'BaseAddress Connection'
        [void](Test-MMContext | Select-Object -First 5)
        $sandbox.RequestCount | Should -BeLessOrEqual ($count + 3)
    }

    It 'knows the requirements of every cmdlet that calls the Graph API' {
        $advice = (Get-Command Test-MMContext).ImplementingType.Assembly.GetType('MessengerMarketing.Errors.PreflightAdvice')
        $known = $advice.GetField('Nouns', [Reflection.BindingFlags]'NonPublic, Static').GetValue($null).Values | ForEach-Object { $_ }
        Get-Command -Module MessengerMarketing -CommandType Cmdlet |
            Where-Object { $_.Parameters.ContainsKey('Context') -and $_.Noun -notin $known -and $_.Name -notin 'Test-MMContext', 'Invoke-MMGraphRequest' } |
            Should -BeNullOrEmpty
    }
}

Describe 'The version that served a call' {
    It 'is reported once in a session when it differs' {
        $sandbox = Connect-Sandbox
        $sandbox.State.ServedVersion = 'v27.0'
        $sandbox.State.VersionWarning = '"The call has been auto-upgraded to v27.0 as v26.0 has been deprecated"'
        Get-Warning { Get-MMAudience } |
            Should -Be 'The Graph API served calls of version v26.0 as v27.0. Meta''s text: "The call has been auto-upgraded to v27.0 as v26.0 has been deprecated" Connect with Connect-MMAccount -ApiVersion v27.0.'
        Get-Warning { Get-MMAudience; New-MMCustomAudience -Name x -Description x } | Should -BeNullOrEmpty
        $sandbox.State.ServedVersion = $sandbox.State.VersionWarning = $null
        (Test-MMContext | Where-Object Name -EQ ApiVersion).Status | Should -Be 'Ok'
    }

    It 'is not reported when it is the requested one' {
        [void](Connect-Sandbox)
        Get-Warning { Get-MMAudience } | Should -BeNullOrEmpty
    }
}

Describe 'The context of a runspace' {
    BeforeAll {
        $first = Start-MMSandbox
        $second = Start-MMSandbox
        $first | Connect-MMAccount
        New-MMCustomAudience -Name 'In the first' -Description 'x' | Out-Null
        $firstContext = Get-MMContext
        $second | Connect-MMAccount
        New-MMCustomAudience -Name 'In the second' -Description 'x' | Out-Null
    }

    It 'is overridden by -Context' {
        (Get-MMAudience).Name | Should -Be 'In the second'
        (Get-MMAudience -Context $firstContext).Name | Should -Be 'In the first'
        (Get-MMContext).BaseUri | Should -Be $second.BaseUri
    }

    It 'is separate from other runspaces' {
        $shell = New-Shell
        try {
            $shell.AddScript('Get-MMContext').Invoke() | Should -BeNullOrEmpty
            $shell.Commands.Clear()
            $first | ForEach-Object { $shell.Runspace.SessionStateProxy.SetVariable('Sandbox', $_) }
            $shell.AddScript('$Sandbox | Connect-MMAccount; (Get-MMAudience).Name').Invoke() | Should -Be 'In the first'
            (Get-MMContext).BaseUri | Should -Be $second.BaseUri
        } finally {
            $shell.Runspace.Dispose()
            $shell.Dispose()
        }
    }

    It 'is separate in ForEach-Object -Parallel, where -Context passes it on' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $module = Get-StagedModule
        # Otherwise the last may be given the runspace of the first.
        $names = 1..4 | ForEach-Object -ThrottleLimit 4 -UseNewRunspace -Parallel {
            Import-Module $using:module
            if (Get-MMContext) { throw 'connected already' }
            $sandbox = if ($_ % 2) { $using:first } else { $using:second }
            $sandbox | Connect-MMAccount
            "$_ $((Get-MMAudience).Name) $((Get-MMAudience -Context $using:firstContext).Name)"
        }
        $names | Sort-Object | Should -Be @(
            '1 In the first In the first', '2 In the second In the first', '3 In the first In the first', '4 In the second In the first')
    }

    It 'is separate in Start-ThreadJob' -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
        $ModuleFolder = Get-StagedModule
        $job = Start-ThreadJob -ScriptBlock {
            Import-Module $using:ModuleFolder
            "connected: $([bool](Get-MMContext))"
            (Get-MMAudience -Context $using:firstContext).Name
        }
        $job | Receive-Job -Wait -AutoRemoveJob | Should -Be 'connected: False', 'In the first'
    }
}
