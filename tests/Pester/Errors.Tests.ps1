BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $sandbox = Connect-Sandbox
    $audience = New-Audience $sandbox
}

AfterAll { Stop-MMSandbox }

Describe 'An error of the Graph API on an upload' {
    It '<Fault> has the ID <Id>, the category <Category>, and advice' -ForEach @(
        @{ Fault = '190/463'; Id = 'MMAuthenticationFailed'; Category = 'AuthenticationError'; Advice = 'Connect-MMAccount' }
        @{ Fault = '190'; Id = 'MMAuthenticationFailed'; Category = 'AuthenticationError'; Advice = 'Connect-MMAccount' }
        @{ Fault = '2655'; Id = 'MMTermsNotAccepted'; Category = 'PermissionDenied'; Advice = 'Marketing Messages terms' }
        @{ Fault = '200/1870090'; Id = 'MMTermsNotAccepted'; Category = 'PermissionDenied'; Advice = 'customaudiences/tos' }
        @{ Fault = '100/1713230'; Id = 'MMAudienceRestricted'; Category = 'PermissionDenied'; Advice = '471' }
        @{ Fault = '2635'; Id = 'MMVersionDeprecated'; Category = 'InvalidOperation'; Advice = '-ApiVersion v\d+\.0' }
        @{ Fault = '294'; Id = 'MMPermissionDenied'; Category = 'PermissionDenied'; Advice = 'ads_management' }
        @{ Fault = '1/99'; Id = 'MMTooManyRows'; Category = 'InvalidArgument'; Advice = '-BatchSize' }
        @{ Fault = '368'; Id = 'MMTemporarilyBlocked'; Category = 'LimitsExceeded'; Advice = 'wait' }
        @{ Fault = '100'; Id = 'MMInvalidParameter'; Category = 'InvalidArgument'; Advice = 'parameter' }
    ) {
        $calls = $sandbox.Requests.Count
        $sandbox.FailNext($Fault)
        $failure = Get-Failure { New-Customer 3 | Add-MMAudienceUser -AudienceId $audience.Id }
        Get-ErrorId $failure | Should -Be $Id
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.TargetObject | Should -Be $audience.Id
        "$failure" | Should -Match $Advice
        $failure | Out-String -Width 4000 | Should -Not -Match 'Recommendation' -Because 'the message has the advice already'
        @($sandbox.Requests | Select-Object -Skip $calls | Where-Object Path -Like '*/users') | Should -HaveCount 1 -Because 'what will not pass is not tried again'
    }

    It 'writes the receipt of the rejected batch before the upload ends' {
        $sandbox.FailNext('2655')
        $receipts = @()
        try { New-Customer 30 | Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 10 -ThrottleLimit 1 -WarningAction Ignore | ForEach-Object { $receipts += $_ } } catch { $failure = $_ }
        Get-ErrorId $failure | Should -Be 'MMTermsNotAccepted'
        @($receipts | Where-Object Status -EQ 'Rejected').Count | Should -Be 1
        $receipts | Where-Object Status -EQ 'Accepted' | Should -BeNullOrEmpty
    }

    It 'reports rejected rows before the upload ends' {
        $sandbox.FailNext('2655')
        $warnings = & { try { @{ Email = 'ann@example.com' }, @{ Email = 'nonsense' } | Add-MMAudienceUser -AudienceId $audience.Id } catch { $null } } 3>&1 |
            Where-Object { $_ -is [Management.Automation.WarningRecord] }
        "$warnings" | Should -Match '1 of 2 rows'
    }
}

Describe 'A temporary failure' {
    BeforeEach { $audience = New-Audience $sandbox }

    It '<What> is retried and reported in the verbose stream' -ForEach @(
        @{ What = 'a throttled call'; Faults = @('80003') }
        @{ What = 'an empty server error'; Faults = @('EmptyServerError') }
        @{ What = 'a page of HTML'; Faults = @('HtmlErrorPage') }
        @{ What = 'error 2'; Faults = @('2') }
        @{ What = 'a connection dropped before'; Faults = @('DroppedBeforeProcessing') }
    ) {
        $sandbox.FailNext($Faults)
        $said = New-Customer 3 | Add-MMAudienceUser -AudienceId $audience.Id -WarningAction Ignore -Verbose 4>&1
        ($said | Where-Object { $_ -isnot [Management.Automation.VerboseRecord] }).Status | Should -Be 'Accepted'
        "$($said | Where-Object { $_ -is [Management.Automation.VerboseRecord] })" | Should -Match 'attempt 1( of \d+)? failed.*trying again in'
        $audience.RowsReceived | Should -Be 3
    }

    It 'does not send a batch twice when only the response was lost' {
        $sandbox.FailNext('DroppedAfterProcessing')
        $receipt = New-Customer 3 | Add-MMAudienceUser -AudienceId $audience.Id -WarningAction Ignore
        $receipt.Status | Should -Be 'Accepted'
        $receipt.Received | Should -Be 3
        $audience.Batches | Should -Be 1
        $sandbox.Requests[-1].Path | Should -Match '/sessions$'
    }

    It 'of one batch does not affect the others' {
        $sandbox.FailNext(@('80003', 'DroppedAfterProcessing', '80003'))
        $receipts = New-Customer 100 | Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 10
        $receipts.Count | Should -Be 10
        $receipts.Status | Select-Object -Unique | Should -Be 'Accepted'
        $audience.RowsReceived | Should -Be 100
    }
}

Describe 'Errors in a script' {
    It 'can be caught, with or without -ErrorAction Stop' {
        $sandbox.FailNext(@('190', '190'))
        { Get-MMAudience } | Should -Throw -ErrorId 'MMAuthenticationFailed*'
        { Get-MMAudience -ErrorAction Stop } | Should -Throw -ErrorId 'MMAuthenticationFailed*'
    }

    It 'do not stop the next item' {
        $found = '99', $audience.Id | ForEach-Object { [pscustomobject]@{ Id = $_ } } | Get-MMAudience -ErrorAction SilentlyContinue -ErrorVariable failures
        $found.Id | Should -Be $audience.Id
        $failures | Should -HaveCount 1
    }

    It 'stop the pipeline with -ErrorAction Stop' {
        { Get-MMAudience -Id '99', $audience.Id -ErrorAction Stop } | Should -Throw -ErrorId 'MMNotFound*'
        { $ErrorActionPreference = 'Stop'; Get-MMAudience -Id '99' } | Should -Throw -ErrorId 'MMNotFound*'
    }

    It 'stop the pipeline if the token is not valid' {
        $sandbox.FailNext('190')
        $calls = $sandbox.RequestCount
        { Get-MMAudience -Id $audience.Id, $audience.Id, $audience.Id -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'MMAuthenticationFailed*'
        $sandbox.RequestCount - $calls | Should -Be 1
    }

    It 'contain codes and a trace ID for support' {
        $sandbox.FailNext('200/1870090')
        $failure = Get-Failure { New-Customer | Add-MMAudienceUser -AudienceId $audience.Id }
        $failure.Exception.Error.Code | Should -Be 200
        $failure.Exception.Error.Subcode | Should -Be 1870090
        $failure.Exception.Error.FbTraceId | Should -Not -BeNullOrEmpty
        "$failure" | Should -Match $failure.Exception.Error.FbTraceId
    }
}

Describe 'The target of an error' {
    It 'is the wrong parameter: <Target>' -TestCases @(
        @{ Target = 'DefaultCountry'; Call = { ConvertTo-MMHashedUser -Phone '1' -DefaultCountry 'Atlantis' } }
        @{ Target = 'Country'; Call = { New-MMClickToMessengerAd -Name 'x' -Message 'x' -ImageUrl 'https://example.com/x.png' -DailyBudget 5 -Country 'Atlantis' } }
        @{ Target = 'FaultRate'; Call = { Start-MMSandbox -FaultRate @{ Colour = 0.5 } } }
        @{ Target = 'NextError'; Call = { Start-MMSandbox -NextError 'Colour' } }
        @{ Target = 'ApiVersion'; Call = { Connect-MMAccount -AccessToken (ConvertTo-Secret 'x') -AdAccountId 1 -PageId 1 -ApiVersion 'last' } }
    ) {
        $failure = Get-Failure $Call
        Get-ErrorId $failure | Should -Be 'MMInvalidArgument'
        $failure.TargetObject | Should -Be $Target
    }

    It 'is the path of -RejectPath if its folder does not exist' {
        $failure = Get-Failure { New-Customer | Add-MMAudienceUser -AudienceId 1 -RejectPath "$TestDrive/nowhere/rejects.csv" }
        Get-ErrorId $failure | Should -Be 'MMFileNotFound'
        "$failure" | Should -Match 'The folder of .* does not exist.*-RejectPath'
        $failure.TargetObject | Should -Be "$TestDrive/nowhere/rejects.csv"
    }
}

Describe 'Without a connection' {
    BeforeAll { Disconnect-MMAccount }
    AfterAll { $sandbox | Connect-MMAccount }

    It '<Name> explains how to connect' -ForEach @(
        @{ Name = 'Add-MMAudienceUser'; Call = { @{ Email = 'ann@example.com' } | Add-MMAudienceUser -AudienceId 1 } }
        @{ Name = 'Remove-MMAudienceUser'; Call = { Remove-MMAudienceUser -AudienceId 1 -Email 'ann@example.com' -Confirm:$false } }
        @{ Name = 'New-MMCustomAudience'; Call = { New-MMCustomAudience -Name x -Description x } }
        @{ Name = 'Get-MMAudience'; Call = { Get-MMAudience } }
        @{ Name = 'Remove-MMCustomAudience'; Call = { Remove-MMCustomAudience -Id 1 -Confirm:$false } }
        @{ Name = 'Test-MMContext'; Call = { Test-MMContext } }
        @{ Name = 'Invoke-MMGraphRequest'; Call = { Invoke-MMGraphRequest me } }
    ) {
        $failure = Get-Failure $Call
        Get-ErrorId $failure | Should -Be 'MMNotConnected'
        $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
        "$failure" | Should -Match 'Connect-MMAccount'
    }
}

