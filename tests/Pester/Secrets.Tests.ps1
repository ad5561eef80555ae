# Uploads made-up people in every way there is, provokes errors, keeps all streams, a transcript and every file, and searches
# them for what should be nowhere: a customer's values, access tokens, the app secret.
#
# Left out of the search are the bound parameters in the InvocationInfo of errors, warnings and verbose records: they are the
# very objects that the person typed or passed (-Email 'ann@example.com'), which PowerShell itself keeps there for every
# command. Its Line is searched: the values come from files here, so they stand in no line of the script.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule

    $people = @(
        [pscustomobject]@{ Email = 'Zephyrine.Quux@example.com'; Phone = '+44 20 7946 0018'; 'First name' = 'Zephyrine'; 'Last name' = 'Quuxington'; City = 'Quuxborough'; 'Date of birth' = '1961-02-28' }
        [pscustomobject]@{ Email = 'Wolfgang_Plugh@example.com'; Phone = '(415) 555-0147'; 'First name' = 'Wolfgang'; 'Last name' = 'Plughmann'; City = 'Plughville'; 'Date of birth' = '19620315' }
        [pscustomobject]@{ Email = 'xyzzy-broken.example.com'; Phone = '0147'; 'First name' = 'Xyzzy'; 'Last name' = 'Thudson'; City = 'Thudtown'; 'Date of birth' = 'once' }
        [pscustomobject]@{ Email = ''; Phone = '8.4912345678E+10'; 'First name' = 'Fredegar'; 'Last name' = 'Grault'; City = 'Graultham'; 'Date of birth' = '31.12.1963' }
    )
    $people | Export-Csv -LiteralPath "$TestDrive/people.csv" -NoTypeInformation
    $people | Select-Object @{ Name = 'Kontakt'; Expression = { $_.Email } }, City | Export-Csv -LiteralPath "$TestDrive/unmapped.csv" -NoTypeInformation
    Set-Content -LiteralPath "$TestDrive/bare.csv" -Value ($people | ForEach-Object { "$($_.Email),$($_.Phone)" })
    Set-Content -LiteralPath "$TestDrive/open.csv" -Value ('Email,Name', 'Zephyrine.Quux@example.com,Quuxington', 'Wolfgang_Plugh@example.com,"Plughmann', 'x,y')

    # A server that repeats what it was sent, as error messages do.
    $chatty = Start-FakeServer {
        $message = 'Invalid value Zephyrine.Quux@example.com or +44 20 7946 0018 (442079460018) with access_token=EAAquuxSystemUserToken0001 and Bearer EAAquuxPageToken0002'
        @{ Status = 400; Body = "{`"error`":{`"message`":`"$message`",`"type`":`"OAuthException`",`"code`":100,`"error_subcode`":1713098,`"error_user_title`":`"$message`",`"error_user_msg`":`"$message`",`"fbtrace_id`":`"A1b2C3d4`"}}" }
    }
    $sandbox = Start-MMSandbox

    # Not in the child's script, whose text its transcript repeats.
    $variables = @{
        MM_ACCESS_TOKEN = ConvertFrom-Secret $sandbox.AccessToken; MM_PAGE_ACCESS_TOKEN = ConvertFrom-Secret $sandbox.PageAccessToken
        MM_APP_SECRET = ConvertFrom-Secret $sandbox.AppSecret; MM_AD_ACCOUNT_ID = $sandbox.AdAccountId; MM_PAGE_ID = $sandbox.PageId
        MM_BASE_URI = "$($sandbox.BaseUri)"; TEST_MODULE = Get-StagedModule; TEST_FOLDER = "$TestDrive"; TEST_CHATTY = $chatty.BaseUri
        TEST_TOKEN = 'EAAquuxSystemUserToken0001'; TEST_PAGE_TOKEN = 'EAAquuxPageToken0002'
    }

    # Run in another process, so that every stream there is can be kept.
    $printed = Invoke-Process -Variables $variables -Script {
        $folder = $env:TEST_FOLDER
        [void](Start-Transcript -LiteralPath "$folder/transcript.txt")
        & {
            Import-Module $env:TEST_MODULE
            $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
            Connect-MMAccount -FromEnvironment -PassThru
            Get-MMContext | Format-List * | Out-String
            Get-MMContext | ConvertTo-Json -Depth 5
            Test-MMContext
            $audience = New-MMCustomAudience -Name Spring -Description 'CRM export'
            $people = Import-Csv -LiteralPath "$folder/people.csv"

            $people | Add-MMAudienceUser -AudienceId $audience.Id -RejectPath "$folder/rejects.csv"
            $people | Add-MMAudienceUser -AudienceId $audience.Id -DefaultCountry US -BatchSize 1 -WhatIf
            Add-MMAudienceUser -AudienceId $audience.Id -Path "$folder/people.csv", "$folder/open.csv", "$folder/none.csv" -RejectPath "$folder/rejects2.csv"
            $people | Add-MMAudienceUser -AudienceId $audience.Id -AlreadyHashed -RejectPath "$folder/rejects3.csv"
            $people | Remove-MMAudienceUser -AudienceId $audience.Id -Confirm:$false
            $people | ConvertTo-MMHashedUser
            $one = $people[0]
            Add-MMAudienceUser -AudienceId $audience.Id -Email $one.Email -Phone $one.Phone -FirstName $one.'First name' -LastName $one.'Last name' -DateOfBirth $one.'Date of birth' -City $one.City

            # Errors of every kind.
            try { Add-MMAudienceUser -AudienceId $audience.Id -Path "$folder/unmapped.csv" } catch { $_ }
            try { Add-MMAudienceUser -AudienceId $audience.Id -Path "$folder/bare.csv" } catch { $_ }
            try { $people | Select-Object City | Add-MMAudienceUser -AudienceId $audience.Id } catch { $_ }
            try { Get-Content -LiteralPath "$folder/bare.csv" | Add-MMAudienceUser -AudienceId $audience.Id } catch { $_ }
            try { Add-MMAudienceUser -AudienceId 99 -Path "$folder/people.csv" } catch { $_ }
            try { Get-MMAudience -Id $one.Email } catch { $_ }
            try { Connect-MMAccount -AccessToken $env:TEST_TOKEN -AdAccountId 1 -PageId 2 } catch { $_ }

            $token = ConvertTo-SecureString -String $env:TEST_TOKEN -AsPlainText -Force
            $pageToken = ConvertTo-SecureString -String $env:TEST_PAGE_TOKEN -AsPlainText -Force
            Connect-MMAccount -AccessToken $token -PageAccessToken $pageToken -AdAccountId 1 -PageId 2 -BaseUri $env:MM_BASE_URI
            try { $people | Add-MMAudienceUser -AudienceId $audience.Id } catch { $_ }
            Test-MMContext
            Connect-MMAccount -AccessToken $token -PageAccessToken $pageToken -AdAccountId 1 -PageId 2 -BaseUri $env:TEST_CHATTY
            try { $people | Add-MMAudienceUser -AudienceId 1 } catch { $_ }
            try { Get-MMAudience -Id 1 } catch { $_ }
            try { Invoke-MMGraphRequest "me?access_token=$($env:TEST_TOKEN)" } catch { $_ }
            try { Invoke-MMGraphRequest me -Method POST -Body @{ email = $one.Email } } catch { $_ }
            try { New-MMCustomAudience -Name x -Description x } catch { $_ }
            Test-MMContext | Format-List * | Out-String
        } *>&1 | ForEach-Object {
            $_ | Out-String -Width 4000
            $_ | Format-List * -Force | Out-String -Width 4000

            # What a script that logs its results would keep.
            if ($_ -isnot [Management.Automation.ErrorRecord] -and $_ -isnot [Management.Automation.InformationalRecord]) { $_ | ConvertTo-Json -Depth 3 -WarningAction Ignore }
        }

        foreach ($record in $Error) {
            if ($record -isnot [Management.Automation.ErrorRecord]) { continue }
            'ERROR ' + $record.FullyQualifiedErrorId
            $record.Exception.ToString()
            $record.Exception.Data | Out-String
            "$($record.TargetObject)"
            "$($record.CategoryInfo)"
            $record.ErrorDetails | Format-List * | Out-String
            $record.ScriptStackTrace
            $record.InvocationInfo.Line
            $record.InvocationInfo.PositionMessage
        }

        [void](Stop-Transcript)
    }

    Stop-FakeServer $chatty
    $everything = @{ streams = $printed -join "`n" }
    Get-ChildItem -LiteralPath $TestDrive -File | Where-Object Name -NotIn 'people.csv', 'unmapped.csv', 'bare.csv', 'open.csv' |
        ForEach-Object { $everything[$_.Name] = [IO.File]::ReadAllText($_.FullName) }
}

AfterAll { Stop-MMSandbox }

Describe 'Every stream and file' {
    It 'has content to search' {
        $everything.Keys | Sort-Object | Should -Be 'rejects.csv', 'rejects2.csv', 'rejects3.csv', 'streams', 'transcript.txt'
        foreach ($expected in @(
            'Columns read', 'Accepted', ' hashed rows (', 'ERROR MMColumnNotFound', 'ERROR MMFileUnreadable', 'ERROR MMFileNotFound', 'ERROR MMTextInsteadOfRows',
            'ERROR MMInvalidParameter', 'ERROR MMAuthenticationFailed', 'ERROR MMNotFound', 'ERROR MMInvalidArgument', 'ERROR ParameterArgument')) {
            $everything.streams.Contains($expected) | Should -BeTrue -Because "the run should say '$expected'"
        }
        $everything.'rejects.csv' | Should -Match 'NotAnEmailAddress'
        $everything.'transcript.txt'.Contains('Accepted') | Should -BeTrue
        $chatty.Requests.Count | Should -BeGreaterThan 3
    }

    It 'contains no <What>' -ForEach @(
        @{ What = 'e-mail address'; Pattern = 'Zephyrine\.?Quux|Wolfgang_?Plugh|xyzzy-broken|quux@|plugh@' }
        @{ What = 'telephone number'; Pattern = '7946[ -]?0018|555[ -]?0147|4155550147|442079460018|84912345678|8\.4912345678E' }
        @{ What = 'name'; Pattern = 'Zephyrine|Quuxington|Wolfgang|Plughmann|Xyzzy|Thudson|Fredegar|Grault\b' }
        @{ What = 'place'; Pattern = 'Quuxborough|Plughville|Thudtown|Graultham' }
        @{ What = 'date of birth'; Pattern = '1961-02-28|19620315|31\.12\.1963' }
        @{ What = 'token of the text'; Pattern = 'EAAquux' }
    ) {
        foreach ($name in $everything.Keys) {
            [regex]::Matches($everything[$name], $Pattern, 'IgnoreCase').Value | Select-Object -Unique | Should -BeNullOrEmpty -Because "$name must not hold it"
        }
    }

    It 'contains none of the tokens and secrets in use' {
        foreach ($secret in $variables.MM_ACCESS_TOKEN, $variables.MM_PAGE_ACCESS_TOKEN, $variables.MM_APP_SECRET) {
            foreach ($name in $everything.Keys) {
                $everything[$name].Contains($secret) | Should -BeFalse -Because "$name must not hold it"
            }
        }
    }

    It 'comes from a run whose requests contain only hashes' {
        $sent = ($chatty.Requests | Where-Object { $_.Path -match '/users' } | ForEach-Object { $_.Body }) -join "`n"
        $sent.Contains('"schema":["EMAIL","PHONE"') | Should -BeTrue
        $sent | Should -Not -Match 'example\.com|Quux|Plugh|7946 ?0018|5550147|EAAquux'
        $chatty.Requests.Path -join ' ' | Should -Not -Match 'EAAquux'
    }
}
