BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $sandbox = Connect-Sandbox
    $edge = "act_$($sandbox.AdAccountId)/customaudiences"
}

AfterAll { Stop-MMSandbox }

Describe 'Invoke-MMGraphRequest' {
    It 'gets an object' {
        (Invoke-MMGraphRequest me).name | Should -Not -BeNullOrEmpty
        (Invoke-MMGraphRequest -Path "$($sandbox.PageId)?fields=id" -UsePageToken).id | Should -Be $sandbox.PageId
    }

    It 'posts a hashtable as JSON' {
        $created = Invoke-MMGraphRequest $edge -Method POST -Body @{
            subtype = 'CUSTOM'; customer_file_source = 'USER_PROVIDED_ONLY'; name = 'By hand'; description = 'x'
            use_for_products = @('MARKETING_MESSAGES'); subscription_info = @('MESSENGER'); marketing_message_channels = @{ MESSENGER = $sandbox.PageId }
        }
        $sandbox.Audiences.Id | Should -Contain $created.id
    }

    It 'posts JSON text unchanged, and objects' {
        $audience = New-Audience $sandbox -Name 'Raw'
        $hash = '855f96e983f1f8e8be944692b6f719fd54329826cb62e98015efee8e2e071dd4'
        (Invoke-MMGraphRequest "$($audience.Id)/users" -Method POST -Body "{`"payload`":{`"schema`":[`"EMAIL`"],`"data`":[[`"$hash`"]]}}").num_received | Should -Be 1
        $body = [pscustomobject]@{ payload = [pscustomobject]@{ schema = @('EMAIL'); data = @(, @($hash)) } }
        (Invoke-MMGraphRequest "$($audience.Id)/users" -Method POST -Body $body).num_received | Should -Be 1
        $audience.PeopleCount | Should -Be 1
    }

    It 'deletes' {
        $audience = New-Audience $sandbox -Name 'To go'
        (Invoke-MMGraphRequest $audience.Id -Method DELETE).success | Should -BeTrue
        $sandbox.Audiences.Id | Should -Not -Contain $audience.Id
    }

    It 'sends query parameters, fields joined and filters as JSON' {
        New-Audience $sandbox -Name 'Found' | Out-Null
        $answer = Invoke-MMGraphRequest $edge -Query @{
            fields = 'id', 'name'; limit = 500; filtering = @(@{ field = 'data_source.subtype'; operator = 'IN'; value = @(1010) })
        }
        $answer.data.name | Should -Contain 'Found'
    }

    It 'follows a list to its end with -All, item by item' {
        $many = Connect-Sandbox
        1..7 | ForEach-Object { New-MMCustomAudience -Name "Audience $_" -Description 'x' } | Out-Null
        $edge = "act_$($many.AdAccountId)/customaudiences"
        $items = Invoke-MMGraphRequest $edge -Query @{ fields = 'name'; limit = 3 } -All
        $items.Count | Should -Be 7
        $items.name | Should -Contain 'Audience 7'
        $before = $many.RequestCount
        (Invoke-MMGraphRequest $edge -Query @{ fields = 'name'; limit = 3 } -All | Select-Object -First 1).name | Should -Not -BeNullOrEmpty
        $many.RequestCount - $before | Should -Be 1
        $sandbox | Connect-MMAccount
    }

    It 'only reads with -WhatIf' {
        $before = $sandbox.RequestCount
        Invoke-MMGraphRequest $edge -Method POST -Body @{ name = 'x' } -WhatIf | Should -BeNullOrEmpty
        Invoke-MMGraphRequest 1 -Method DELETE -WhatIf | Should -BeNullOrEmpty
        $sandbox.RequestCount | Should -Be $before
        (Invoke-MMGraphRequest me -WhatIf).name | Should -Not -BeNullOrEmpty
    }

    It 'keeps every digit of a large number' {
        $server = Start-FakeServer { @{ Status = 200; Body = '{"id":"12345678901234567890","session_id":9007199254740993,"share":0.1,"on":true,"none":null,"list":[1,"a"]}' } }
        try {
            $context = Connect-MMAccount -AccessToken (ConvertTo-Secret 'EAAsynthetictoken0001') -AdAccountId 1 -PageId 2 -BaseUri $server.BaseUri -PassThru
            $answer = Invoke-MMGraphRequest me -Context $context
        } finally {
            Stop-FakeServer $server
            $sandbox | Connect-MMAccount
        }

        $answer.id | Should -BeExactly '12345678901234567890'
        $answer.session_id | Should -Be 9007199254740993
        $answer.on | Should -BeTrue
        $answer.none | Should -BeNullOrEmpty
        $answer.list | Should -Be 1, 'a'
    }

    It 'sends numbers, dates, and nested objects as JSON' {
        $server = Start-FakeServer { @{ Status = 200; Body = '{}' } }
        try {
            $context = Connect-MMAccount -AccessToken (ConvertTo-Secret 'EAAsynthetictoken0001') -AdAccountId 1 -PageId 2 -BaseUri $server.BaseUri -PassThru
            Invoke-MMGraphRequest x -Method POST -Context $context -Body ([ordered]@{ a = 1; b = 1.5; c = $true; d = $null; e = [long]9007199254740993; f = @(1, 'x'); g = @{ h = [char]'i' } }) | Out-Null
        } finally {
            Stop-FakeServer $server
            $sandbox | Connect-MMAccount
        }

        $server.Requests[0].Body | Should -BeExactly '{"a":1,"b":1.5,"c":true,"d":null,"e":9007199254740993,"f":[1,"x"],"g":{"h":"i"}}'
    }

    It 'refuses <What>' -ForEach @(
        @{ What = 'an address of its own'; Call = { Invoke-MMGraphRequest 'https://example.com/me' }; Id = 'MMInvalidArgument' }
        @{ What = 'a path that climbs'; Call = { Invoke-MMGraphRequest '../me' }; Id = 'MMInvalidArgument' }
        @{ What = 'a token in the query'; Call = { Invoke-MMGraphRequest me -Query @{ access_token = 'EAAsynthetictoken0002' } }; Id = 'MMInvalidArgument' }
        @{ What = 'a body that contains itself'; Call = { $body = @{}; $body.self = $body; Invoke-MMGraphRequest me -Method POST -Body $body }; Id = 'MMInvalidArgument' }
        @{ What = 'a number that is none'; Call = { Invoke-MMGraphRequest me -Method POST -Body @{ x = [double]::NaN } }; Id = 'MMInvalidArgument' }
        @{ What = 'another method'; Call = { Invoke-MMGraphRequest me -Method PATCH }; Id = 'ParameterArgumentValidationError' }
    ) {
        $before = $sandbox.RequestCount
        $failure = Get-Failure $Call
        Get-ErrorId $failure | Should -Be $Id
        "$failure $($failure.TargetObject)" | Should -Not -Match 'EAAsynthetic'
        $sandbox.RequestCount | Should -Be $before
    }

    It 'removes credentials from the links of a list' {
        1..3 | ForEach-Object { New-Audience $sandbox -Name "Link $_" } | Out-Null
        $answer = Invoke-MMGraphRequest $edge -Query @{ fields = 'name'; limit = 1 }
        $answer.paging.next | Should -Match '^http://127\.0\.0\.1.*[?&]limit=1'
        $answer | ConvertTo-Json -Depth 8 | Should -Not -Match 'access_token|appsecret_proof|appsecret_time'
        "$($answer.paging)" | Should -Not -Match ([regex]::Escape((ConvertFrom-Secret $sandbox.AccessToken)))
    }

    It 'shows a call by method and path, without its query, in <Where>' -ForEach @(
        @{ Where = '-WhatIf'; Call = { Invoke-MMGraphRequest 'oauth/access_token?client_secret=syntheticsecret' -Method POST -Query @{ input_token = 'syntheticsecret' } -WhatIf } }
        @{ Where = '-Verbose'; Call = { Invoke-MMGraphRequest "debug_token?input_token=syntheticsecret" -Query @{ client_secret = 'syntheticsecret' } -Verbose } }
        @{ Where = 'an error'; Call = { Invoke-MMGraphRequest 'none/such/edge?input_token=syntheticsecret' -Query @{ code = 'syntheticsecret' } -Verbose -Debug } }
        @{ Where = 'the error of a body'; Call = { Invoke-MMGraphRequest 'none/such/edge' -Method POST -Body @{ client_secret = 'syntheticsecret'; password = 'syntheticsecret' } -Verbose } }
        @{ Where = 'the error of a list'; Call = { Invoke-MMGraphRequest 'none/such/edge?input_token=syntheticsecret' -All } }
    ) {
        $shell = New-Shell -Context (Get-MMContext)
        try {
            [void]$shell.AddScript('param($Call) $Context | Out-Null; $PSDefaultParameterValues = @{ "*-MM*:Context" = $Context }; try { & ([scriptblock]::Create($Call)) } catch { $_ }').AddParameter('Call', "$Call")
            $written = @($shell.Invoke()) + @($shell.Streams.Error) | ForEach-Object {
                if ($_ -is [Management.Automation.ErrorRecord]) { "$_ $($_.Exception) $($_.TargetObject) $($_.CategoryInfo) $($_.ErrorDetails) $($_.Exception.Data | Out-String)" } else { $_ | ConvertTo-Json -Depth 5 }
            }
            $streams = $shell.Streams.Verbose, $shell.Streams.Debug, $shell.Streams.Warning, $shell.Streams.Progress, $shell.Streams.Information | ForEach-Object { $_ } | ForEach-Object { "$_" }
            "$written $streams" | Should -Not -Match 'syntheticsecret'
        } finally {
            $shell.Runspace.Dispose()
        }
    }

    It 'names method and path in -WhatIf' {
        $said = Invoke-Process -Variables @{ TEST_MODULE = Get-StagedModule } -Script {
            Import-Module $env:TEST_MODULE
            Start-MMSandbox | Connect-MMAccount
            Invoke-MMGraphRequest 'oauth/access_token?client_secret=syntheticsecret' -Method POST -Query @{ input_token = 'syntheticsecret' } -WhatIf
        }
        "$said" | Should -Be 'What if: Performing the operation "Send request" on target "POST oauth/access_token".'
    }

    It 'masks credentials that the server repeats' {
        $server = Start-FakeServer { @{ Status = 400; Body = '{"error":{"message":"Bad https://x/y?code=syntheticsecret&a=1 client_secret=syntheticsecret input_token: syntheticsecret {\"signed_request\":\"syntheticsecret\"}","code":100}}' } }
        try {
            $context = Connect-MMAccount -AccessToken (ConvertTo-Secret 'EAAsynthetictoken0001') -AdAccountId 1 -PageId 2 -BaseUri $server.BaseUri -PassThru
            $failure = Get-Failure { Invoke-MMGraphRequest me -Context $context }
        } finally {
            Stop-FakeServer $server
            $sandbox | Connect-MMAccount
        }

        "$failure $($failure.Exception)" | Should -Not -Match 'syntheticsecret'
        "$failure" | Should -BeLike '*a=1*'
    }

    It 'accepts secure strings in -Query and -Body' {
        $server = Start-FakeServer { @{ Status = 200; Body = '{}' } }
        try {
            $context = Connect-MMAccount -AccessToken (ConvertTo-Secret 'EAAsynthetictoken0001') -AdAccountId 1 -PageId 2 -BaseUri $server.BaseUri -PassThru
            Invoke-MMGraphRequest x -Method POST -Context $context -Body @{ client_secret = ConvertTo-Secret 'syntheticsecret' } | Out-Null
        } finally {
            Stop-FakeServer $server
            $sandbox | Connect-MMAccount
        }

        $server.Requests[0].Body | Should -BeExactly '{"client_secret":"syntheticsecret"}'
    }

    It 'reports that a Page token is missing' {
        $context = Connect-MMAccount -AccessToken $sandbox.AccessToken -AdAccountId $sandbox.AdAccountId -PageId $sandbox.PageId -BaseUri $sandbox.BaseUri -PassThru
        Get-ErrorId (Get-Failure { Invoke-MMGraphRequest me -UsePageToken -Context $context }) | Should -Be 'MMPageTokenMissing'
        $sandbox | Connect-MMAccount
    }
}

Describe 'A request with a feature that Meta has removed' {
    BeforeAll {
        $sandbox = Connect-Sandbox
    }

    AfterAll { Stop-MMSandbox }

    It 'is refused before it is sent: <What>' -ForEach @(
        @{ What = 'ids'; Call = { Invoke-MMGraphRequest me -Query @{ ids = '1,2' } }; Advice = 'ForEach-Object' }
        @{ What = 'ids without a path'; Call = { Invoke-MMGraphRequest '?ids=1,2' }; Advice = 'one request for each ID' }
        @{ What = 'method in the path'; Call = { Invoke-MMGraphRequest 'me?method=delete' -Method POST }; Advice = '-Method DELETE' }
        @{ What = 'method in the body'; Call = { Invoke-MMGraphRequest me -Method POST -Body @{ method = 'DELETE' } }; Advice = '-Method DELETE' }
        @{ What = 'date_format'; Call = { Invoke-MMGraphRequest me -Query @{ date_format = 'U' } }; Advice = 'DateTimeOffset' }
        @{ What = 'an alias'; Call = { Invoke-MMGraphRequest me -Query @{ fields = 'name.as(title)' } }; Advice = 'Select-Object' }
        @{ What = 'JSONP'; Call = { Invoke-MMGraphRequest me -Query @{ callback = 'f' } }; Advice = 'JSON' }
    ) {
        $calls = $sandbox.RequestCount
        $failure = Get-Failure $Call
        Get-ErrorId $failure | Should -Be 'MMFeatureRemoved'
        "$failure" | Should -Match ([regex]::Escape($Advice))
        $sandbox.RequestCount | Should -Be $calls
    }
}
