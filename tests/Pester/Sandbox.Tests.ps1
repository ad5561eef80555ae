BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
}

Describe 'Start-MMSandbox' {
    AfterEach { Stop-MMSandbox }

    It 'starts in less than half a second' {
        # The fastest of ten: whatever else the machine does delays single starts.
        $times = foreach ($time in 1..10) {
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $sandbox = Start-MMSandbox
            $watch.ElapsedMilliseconds
        }
        ($times | Measure-Object -Minimum).Minimum | Should -BeLessThan 500
        $sandbox.IsRunning | Should -BeTrue
        $sandbox.BaseUri.IsLoopback | Should -BeTrue
    }

    It 'runs several sandboxes at the same time, each with its own people' {
        $sandboxes = 1..5 | ForEach-Object { Start-MMSandbox }
        $sandboxes.Port | Select-Object -Unique | Should -HaveCount 5
        $contexts = $sandboxes | ForEach-Object { $_ | Connect-MMAccount -PassThru }
        New-MMCustomAudience -Name 'Only here' -Description 'x' -Context $contexts[2] | Out-Null
        $sandboxes | ForEach-Object { $_.Audiences.Count } | Should -Be 0, 0, 1, 0, 0
        (Get-MMSandbox).Count | Should -Be 5
    }

    It 'listens on -Port, or reports that the port is in use' {
        $first = Start-MMSandbox
        $failure = Get-Failure { Start-MMSandbox -Port $first.Port }
        Get-ErrorId $failure | Should -Be 'MMPortTaken'
        $failure.CategoryInfo.Category | Should -Be 'ResourceBusy'
        $failure.TargetObject | Should -Be $first.Port
        Stop-MMSandbox $first
        (Start-MMSandbox -Port $first.Port).Port | Should -Be $first.Port
    }

    It 'starts nothing with -WhatIf' {
        Start-MMSandbox -WhatIf | Should -BeNullOrEmpty
        Get-MMSandbox | Should -BeNullOrEmpty
    }

    It 'fails the next calls as specified by -NextError and FailNext' {
        $sandbox = Connect-Sandbox @{ NextError = '190', '100/33' }
        Get-ErrorId (Get-Failure { Get-MMAudience }) | Should -Be 'MMAuthenticationFailed'
        Get-ErrorId (Get-Failure { Get-MMAudience -Id 1 }) | Should -Be 'MMNotFound'
        Get-MMAudience | Should -BeNullOrEmpty
        $sandbox.FailNext('2635')
        Get-ErrorId (Get-Failure { Get-MMAudience }) | Should -Be 'MMVersionDeprecated'
        $several = '190', '2635'
        $sandbox.FailNext($several)
        Get-ErrorId (Get-Failure { Get-MMAudience }) | Should -Be 'MMAuthenticationFailed'
        Get-ErrorId (Get-Failure { Get-MMAudience }) | Should -Be 'MMVersionDeprecated'
        $sandbox.Requests.Fault | Where-Object { $_ } | Should -HaveCount 5
    }

    It 'fails only the next call that matches a fault: <Fault>' -ForEach @(
        @{ Fault = '100 at POST /customaudiences'; Method = 'POST'; Path = '*/customaudiences' }
        @{ Fault = '100 at post'; Method = 'POST'; Path = '*/customaudiences' }
        @{ Fault = '100/33 at /users'; Method = 'POST'; Path = '*/users' }
        @{ Fault = '100 at DELETE /users'; Method = 'DELETE'; Path = '*/users' }
    ) {
        $sandbox = Connect-Sandbox
        $first = New-Audience $sandbox
        $sandbox.FailNext($Fault)
        Get-MMAudience | Should -HaveCount 1
        New-MMCustomAudience -Name 'Other' -Description 'CRM export' -ErrorAction Ignore | Out-Null
        Get-Failure { New-Customer 1 | Add-MMAudienceUser -AudienceId $first.Id } | Out-Null
        Get-Failure { New-Customer 1 | Remove-MMAudienceUser -AudienceId $first.Id -Confirm:$false } | Out-Null
        $failed = @($sandbox.Requests | Where-Object Fault)
        $failed | Should -HaveCount 1
        $failed[0].Method | Should -Be $Method
        $failed[0].Path | Should -BeLike $Path
    }

    It 'accepts a fault for a kind of call in -NextError' {
        $sandbox = Connect-Sandbox @{ NextError = '2635 at POST /customaudiences', '190' }
        Get-ErrorId (Get-Failure { Get-MMAudience }) | Should -Be 'MMAuthenticationFailed'
        Get-ErrorId (Get-Failure { New-MMCustomAudience -Name 'Spring' -Description 'CRM export' }) | Should -Be 'MMVersionDeprecated'
    }

    It 'accepts negative codes' {
        $sandbox = Connect-Sandbox @{ NextError = '-3' }
        "$(Get-Failure { Get-MMAudience })" | Should -Match '\(code -3,'
    }

    It 'refuses the fault "<_>"' -ForEach '100 at', '100 at PATCH /users', '100 at users', '100 at POST users', 'at POST /users', '100 POST /users', '100 at POST /users now' {
        $failure = Get-Failure { Start-MMSandbox -NextError $_ }
        Get-ErrorId $failure | Should -Be 'MMInvalidArgument'
        "$failure" | Should -Match '80003 at POST /users'
        Get-MMSandbox | Should -BeNullOrEmpty
    }

    It 'returns the response to opt-in requests in both shapes, and both are read' -ForEach @(@{ Nested = $false }, @{ Nested = $true }) {
        $sandbox = Connect-Sandbox @{ NestOptInResponse = $Nested }
        $message = Send-MMSandboxMessage -Text 'Hello'
        $request = $message | Send-MMOptInRequest -Title 'Offers' -ImageUrl 'https://example.com/offers.png'
        $request.Psid | Should -Be $message.Psid
        $request.MessageId | Should -Be $sandbox.OptInRequests[0].MessageId
        $again = Send-MMSandboxMessage -Text 'Hello'
        $body = @{
            recipient = @{ id = $again.Psid }
            message   = @{ attachment = @{ type = 'template'; payload = @{ template_type = 'notification_messages'; title = 'Offers'; image_url = 'https://example.com/offers.png'; payload = 'p' } } }
        }
        $answer = Invoke-MMGraphRequest -Method POST -Path "$($sandbox.PageId)/messages" -Body $body -UsePageToken
        if ($Nested) { $answer.recipient.id | Should -Be $again.Psid } else { $answer.recipient_id | Should -Be $again.Psid }
    }

    It 'suggests another port if the port is in use' {
        $first = Start-MMSandbox
        "$(Get-Failure { Start-MMSandbox -Port $first.Port })" | Should -Match "Cannot listen on 127\.0\.0\.1:$($first.Port)\b.*Use another -Port"
        "$(Get-Failure { Start-MMSandbox -NextError 'Bad luck' })" | Should -Not -Match 'Parameter'
    }

    It 'lists the faults' {
        $failure = Get-Failure { Start-MMSandbox -NextError 'Bad luck' }
        Get-ErrorId $failure | Should -Be 'MMInvalidArgument'
        "$failure" | Should -Match 'Throttled.*DroppedAfterProcessing'
        Get-MMSandbox | Should -BeNullOrEmpty
    }

    It 'throttles with -ThrottleEvery' {
        $sandbox = Connect-Sandbox @{ ThrottleEvery = 2 }
        1..3 | ForEach-Object { Get-MMAudience }
        @($sandbox.Requests | Where-Object Fault -Match '80003').Count | Should -Be 2
    }

    It 'fails at random with -FailureRate, and repeats the failures with the same -Seed' {
        $sandbox = Connect-Sandbox @{ FailureRate = 0.2; Seed = 5 }
        $audience = New-Audience $sandbox
        $receipts = New-Customer 60 | Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 10 -WarningAction Ignore
        $receipts.Status | Select-Object -Unique | Should -Be 'Accepted'
        $audience.RowsReceived | Should -Be 60
        $sandbox.Requests.Fault | Where-Object { $_ } | Should -Not -BeNullOrEmpty
    }

    It 'truncates responses by -FaultRate and -NextError, and every row still arrives once' {
        $sandbox = Connect-Sandbox @{ FaultRate = @{ Truncated = 0.2; DroppedAfter = '0.2' }; Seed = 11; NextError = 'TruncatedChunks' }
        (Get-MMAudience -WarningAction Ignore) | Should -BeNullOrEmpty
        $sandbox.Requests[0].Fault | Should -Be 'truncated chunks'
        $audience = New-MMCustomAudience -Name 'Spring' -Description x -ErrorAction Ignore -WarningAction Ignore
        if (-not $audience) {
            # Creating is not repeated when its answer was lost.
            $audience = $sandbox.Audiences[0]
        }

        $receipts = New-Customer 99 | Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 9 -WarningAction Ignore
        $receipts.Status | Select-Object -Unique | Should -Be 'Accepted'
        $server = $sandbox.Audiences | Where-Object Id -EQ $audience.Id
        $server.RowsReceived, $server.RowsRepeated, $server.PeopleCount | Should -Be 99, 0, 99
        @($sandbox.Requests.Fault -match 'truncated|dropped after').Count | Should -BeGreaterThan 3
    }

    It 'refuses an invalid -FaultRate: <What>' -ForEach @(
        @{ What = 'an unknown kind'; Rate = @{ Lost = 0.1 }; Message = "'Lost' is not a kind of fault. Use DroppedBefore, DroppedAfter, Truncated, HtmlBefore, HtmlAfter, Slow." }
        @{ What = 'more than all calls'; Rate = @{ Slow = 2 }; Message = 'The share Slow must be from 0 to 1.' }
        @{ What = 'a word'; Rate = @{ Slow = 'often' }; Message = 'The share Slow is not a number.' }
        @{ What = 'nothing'; Rate = @{ Slow = $null }; Message = 'The share Slow is not a number.' }
        @{ What = 'too much together'; Rate = @{ Truncated = 0.6; HtmlBefore = 0.6 }; Message = 'The sum of the fault shares must be at most 1.' }
    ) {
        $failure = Get-Failure { Start-MMSandbox -FaultRate $Rate }
        Get-ErrorId $failure | Should -Be 'MMInvalidArgument'
        "$failure" | Should -BeLike "$Message*"
        Get-MMSandbox | Should -BeNullOrEmpty
    }

    It 'delays slow responses by -SlowLatencyMs' {
        $sandbox = Connect-Sandbox @{ FaultRate = @{ Slow = 1 }; SlowLatencyMs = 300 }
        (Measure-Command { Get-MMAudience }).TotalMilliseconds | Should -BeGreaterThan 290
        $sandbox.Requests[0].Fault | Should -Be 'slow'
    }

    It 'processes every call to /users twice with -DuplicateEvery 1, but counts its rows once' {
        $sandbox = Connect-Sandbox @{ DuplicateEvery = 1 }
        $audience = New-Audience $sandbox
        Get-Failure { New-Customer 5 | Add-MMAudienceUser -AudienceId $audience.Id -WarningAction Ignore } | Out-Null
        ($sandbox.Requests | Where-Object Method -EQ 'POST')[1].Fault | Should -Be 'processed twice'
        $audience.RowsReceived, $audience.RowsRepeated | Should -Be 5, 0
    }

    It 'throttles with -ThrottleAfter until the window of -ThrottleWindowSec ends, and an upload waits for that' {
        $sandbox = Connect-Sandbox @{ ThrottleAfter = 3; ThrottleWindowSec = 2 }
        $audience = New-Audience $sandbox
        $receipts = New-Customer 40 | Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 10 -WarningAction Ignore
        $receipts.Status | Select-Object -Unique | Should -Be 'Accepted'
        $audience.RowsReceived, $audience.RowsRepeated | Should -Be 40, 0
        @($sandbox.Requests.Fault -eq 'window limit reached, error 17').Count | Should -BeGreaterThan 0
    }

    It 'has a clock with the offset -ClockOffsetSec' {
        $sandbox = Connect-Sandbox @{ ClockOffsetSec = -3600 }
        $audience = New-Audience $sandbox
        $sandbox.ClockOffset | Should -Be ([timespan]::FromHours(-1))
        ([DateTimeOffset]::UtcNow - $audience.Created).TotalMinutes | Should -BeGreaterThan 59
        Stop-MMSandbox $sandbox
        (Start-MMSandbox -ClockSkewSec 60).ClockOffset.TotalSeconds | Should -Be 60
    }

    It 'shows which uploads contained a person' {
        $sandbox = Connect-Sandbox
        $audience = New-Audience $sandbox
        $receipts = New-Customer 4 | Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 2 -WarningAction Ignore
        $third = (New-Customer 1 -First 3 | ConvertTo-MMHashedUser -WarningAction Ignore).EMAIL
        $uploads = $audience.UploadsOf($third)
        $uploads.Count | Should -Be 1
        $uploads[0].SessionId | Should -Be ($receipts | Where-Object Batch -EQ 2).SessionId
        $uploads[0].Rows, $uploads[0].Sequence | Should -Be 2, 1
        $audience.Uploads.Count | Should -Be 2
    }

    It 'finds a person by a row, a value, or a hash, and refuses values that it cannot compare' {
        $sandbox = Connect-Sandbox
        $audience = New-Audience $sandbox
        [pscustomobject]@{ Email = 'person@example.com'; Phone = '+1 202 555 0101' } | Add-MMAudienceUser -AudienceId $audience.Id -WarningAction Ignore | Out-Null
        foreach ($person in 'person@example.com', 'Person@Example.com ', '+1 (202) 555-0101', @{ email = 'person@example.com' }, [pscustomobject]@{ 'E-mail' = 'person@example.com'; Row = 1 },
            [pscustomobject]@{ Phone = '202 555 0101'; Country = 'US' }, '542d240129883c019e106e3b1b2d3f3cb3537c43c425364de8e951d5a3083345', (ConvertTo-MMHashedUser -Email 'person@example.com')) {
            $audience.Contains($person) | Should -BeTrue -Because "$person"
            $audience.UploadsOf($person).Count | Should -Be 1
        }
        foreach ($person in 'nobody@example.com', @{ email = 'nobody@example.com' }, [pscustomobject]@{ Phone = '+1 202 555 0199' }) {
            $audience.Contains($person) | Should -BeFalse
        }
        foreach ($person in 'person', '202 555 0101', @{ name = 'Person' }, [pscustomobject]@{ Phone = '202 555 0101' }, (Get-Item .)) {
            { $audience.Contains($person) } | Should -Throw -ErrorId 'ArgumentException'
        }
    }

    It 'shows which keys were uploaded, and the pending faults' {
        $sandbox = Connect-Sandbox @{ NextError = '80003 at POST /users', 'EmptyServerError at DELETE' }
        $audience = New-Audience $sandbox
        $sandbox.PendingFaults | Should -Be 'throttled, error 80003 at POST /users', 'HTTP 500 at DELETE'
        New-Customer 2 | Add-MMAudienceUser -AudienceId $audience.Id -WarningAction Ignore | Out-Null
        $sandbox.PendingFaults | Should -Be 'HTTP 500 at DELETE'
        $audience.Keys | Should -Contain 'EMAIL'
        $audience.Uploads[0].Keys | Should -Be $audience.Keys
    }

    It 'delays responses by -LatencyMs' {
        $sandbox = Connect-Sandbox @{ LatencyMs = 300 }
        (Measure-Command { Get-MMAudience }).TotalMilliseconds | Should -BeGreaterThan 290
    }

    It 'matches the share that -MatchRate sets' {
        foreach ($rate in 0, 1) {
            $audience = New-Audience (Connect-Sandbox @{ MatchRate = $rate })
            New-Customer 20 | Add-MMAudienceUser -AudienceId $audience.Id -WarningAction Ignore | Out-Null
            $audience.MatchedCount | Should -Be (20 * $rate)
        }
    }

    It 'records calls with method, path, and status' {
        $sandbox = Connect-Sandbox
        Get-MMAudience
        $call = $sandbox.Requests[0]
        $call.Method | Should -Be 'GET'
        $call.Path | Should -Be "/v26.0/act_$($sandbox.AdAccountId)/customaudiences"
        $call.Status | Should -Be 200
        $sandbox.RequestCount | Should -Be 1
    }
}

Describe 'Stop-MMSandbox' {
    AfterEach { Stop-MMSandbox }

    It 'stops only the specified sandbox, from the pipeline or by position' {
        $first, $second, $third = 1..3 | ForEach-Object { Start-MMSandbox }
        $first | Stop-MMSandbox
        Stop-MMSandbox $second
        $first.IsRunning, $second.IsRunning, $third.IsRunning | Should -Be $false, $false, $true
        Get-MMSandbox | ForEach-Object Port | Should -Be $third.Port
    }

    It 'stops all sandboxes if none is specified, and none if the pipeline is empty' {
        $sandboxes = 1..2 | ForEach-Object { Start-MMSandbox }
        Get-MMSandbox | Where-Object Port -EQ 1 | Stop-MMSandbox
        @(Get-MMSandbox).Count | Should -Be 2
        { Stop-MMSandbox -Sandbox $null } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        @(Get-MMSandbox).Count | Should -Be 2
        Stop-MMSandbox -WhatIf
        @(Get-MMSandbox).Count | Should -Be 2
        Stop-MMSandbox
        Get-MMSandbox | Should -BeNullOrEmpty
        $sandboxes[0].IsRunning | Should -BeFalse
    }

    It 'releases the port and keeps the recorded calls' {
        $sandbox = Connect-Sandbox
        $audience = New-Audience $sandbox
        Stop-MMSandbox $sandbox
        @($sandbox.Requests | Where-Object Method -EQ 'POST').Count | Should -Be 1
        $sandbox.Audiences.Id | Should -Be $audience.Id
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, $sandbox.Port)
        { $listener.Start(); $listener.Stop() } | Should -Not -Throw
    }

    It 'writes the stopped sandboxes with -PassThru, and nothing without' {
        $first, $second = 1..2 | ForEach-Object { Start-MMSandbox }
        Stop-MMSandbox $first | Should -BeNullOrEmpty
        $stopped = Stop-MMSandbox -PassThru
        $stopped.Port | Should -Be $second.Port
        $stopped.IsRunning | Should -BeFalse
        Stop-MMSandbox -PassThru | Should -BeNullOrEmpty
    }

    It 'can be called twice' {
        $sandbox = Start-MMSandbox
        Stop-MMSandbox $sandbox
        { Stop-MMSandbox $sandbox } | Should -Not -Throw
    }
}

Describe 'The sandbox from outside the session' {
    AfterEach { Stop-MMSandbox }

    BeforeEach { $sandbox = Start-MMSandbox }

    It 'accepts a connection of another process through environment variables' {
        $variables = @{
            MM_ACCESS_TOKEN = ConvertFrom-Secret $sandbox.AccessToken; MM_PAGE_ACCESS_TOKEN = ConvertFrom-Secret $sandbox.PageAccessToken
            MM_APP_SECRET = ConvertFrom-Secret $sandbox.AppSecret; MM_AD_ACCOUNT_ID = $sandbox.AdAccountId; MM_PAGE_ID = $sandbox.PageId
            MM_API_VERSION = $sandbox.ApiVersion; MM_BASE_URI = "$($sandbox.BaseUri)"
        }
        Invoke-Process -Variables $variables -Script "
            Import-Module '$(Get-StagedModule)'
            Connect-MMAccount -FromEnvironment
            `$audience = New-MMCustomAudience -Name 'From elsewhere' -Description x
            (@{ Email = 'ann@example.com' } | Add-MMAudienceUser -AudienceId `$audience.Id -WarningAction Ignore -InformationAction Ignore).Status
            Test-MMContext -Quiet" | Should -Be 'Accepted', 'True'
        $sandbox.Audiences.PeopleCount | Should -Be 1
    }

    It 'accepts the requests of the seed document, with corrected commas' {
        $root = "$($sandbox.BaseUri)$($sandbox.ApiVersion)"
        $headers = @{ Authorization = "Bearer $(ConvertFrom-Secret $sandbox.AccessToken)" }
        $created = Invoke-RestMethod -Method Post -Uri "$root/act_$($sandbox.AdAccountId)/customaudiences" -Headers $headers -ContentType 'application/json' -Body (@"
            {
              "subtype": "CUSTOM",
              "customer_file_source": "USER_PROVIDED_ONLY",
              "name": "By hand",
              "description": "x",
              "use_for_products": ["MARKETING_MESSAGES"],
              "subscription_info": ["MESSENGER"],
              "marketing_message_channels": { "MESSENGER": "$($sandbox.PageId)" }
            }
"@)
        $hash = '855f96e983f1f8e8be944692b6f719fd54329826cb62e98015efee8e2e071dd4'
        $answer = Invoke-RestMethod -Method Post -Uri "$root/$($created.id)/users" -Headers $headers -ContentType 'application/json' -Body (@"
            { "payload": { "schema": ["EMAIL", "PHONE", "FN", "LN"], "data": [ ["$hash", "$hash", "$hash", "$hash"] ] } }
"@)
        $answer.audience_id | Should -Be $created.id
        $answer.num_received | Should -Be 1
        $answer.num_invalid_entries | Should -Be 0
        $filter = '%5B%7B%22field%22%3A%22data_source.subtype%22%2C%22operator%22%3A%22IN%22%2C%22value%22%3A%5B1010%5D%7D%5D'
        $list = Invoke-RestMethod -Uri "$root/act_$($sandbox.AdAccountId)/customaudiences?fields=id,name,messenger_marketing_messages_page&filtering=$filter" -Headers $headers
        $list.data.id | Should -Be $created.id
    }
}
