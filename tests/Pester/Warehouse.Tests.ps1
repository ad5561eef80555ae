BeforeDiscovery {
    Import-Module "$PSScriptRoot/PostgreSql.psm1" -Force
    $initdb = Find-PostgreSql
}

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-Module "$PSScriptRoot/PostgreSql.psm1" -Force
    Import-StagedModule
    $examples = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..', 'examples', 'warehouse'))
}

AfterAll { Stop-MMSandbox }

Describe 'A list that is hashed by PostgreSQL' -Skip:(-not $initdb) -ForEach @{ InitDb = $initdb } {
    BeforeAll {
        # Names and places beyond ASCII are written as code points, so that this file reads the same in every encoding.
        function Expand-CodePoint {
            param([string] $Text)
            [regex]::Replace($Text, '\{([0-9A-F]{2,5})\}', { param($Match) [char]::ConvertFromUtf32([Convert]::ToInt32($Match.Groups[1].Value, 16)) })
        }

        $emails = ' Person{0}@Example.com ', 'PERSON{0}@EXAMPLE.COM', 'person{0}@example.com.', "`tperson.{0}+list@mail.example.com", 'per{{200B}}son{0}@example.com',
            'p{{C9}}rson{0}@example.com', 'person{0} at example.com', 'person{0}@example', 'person{0}@@example.com', ''
        $phones = '+1 (202) 555-01{0:00}', '001 202 555 01{0:00}', '+44 (0)20 7946 00{0:00}', '+44 20 7946 00{0:00}', '+1-202-555-01{0:00} ext. 12', '(+1)202.555.01{0:00}', '+39 06 555 01{0:00}', ''
        $names = 'Ann', 'Mary-Jane', "O'Brien", ' van der Berg ', 'VAL{C9}RY', 'JOSE{301}', '{C815}', '{130}pek', '{39D}{399}{39A}{39F}{3A3}', '{3A3}{3A4}{395}{3A6}{391}{39D}{39F}{3A3} {391}',
            '{141}ukasz 2', 'Zo{EB}', '{DE}{D3}R', '{1E9E}', '{905}{928}{93F}{932}', '{E2A}{E38}{E20}{E32}', '{645}{62D}{645}{651}{62F}', '{5DE}{5B9}{5E9}{5C6}', '{1F600}Ann', 'Jr. (III) & Co', '12', ''
        $cities = 'London', "St. John's", 'S{E3}o Paulo', 'M{DC}NCHEN', '{130}zmir', 'Ho Chi Minh City', '{6771}{4EAC}', ''
        $places = @(
            @{ State = 'CA'; Zip = '94035-1234'; Country = 'US' }, @{ State = ' ny'; Zip = '01234 '; Country = 'us' }, @{ State = 'ON'; Zip = 'K1A 0A6'; Country = 'CA' }
            @{ State = ''; Zip = 'M1 1AE'; Country = 'GB' }, @{ State = 'Scotland'; Zip = 'eh1 1aa'; Country = 'UK' }, @{ State = 'New South Wales'; Zip = '2000'; Country = 'AU' }
            @{ State = 'Bayern'; Zip = '80331'; Country = ' de ' }, @{ State = ''; Zip = ''; Country = '' }
        )
        $customers = foreach ($number in 1..880) {
            $place = $places[$number % $places.Count]
            [pscustomobject][ordered]@{
                id          = $number
                email       = Expand-CodePoint ($emails[$number % $emails.Count] -f $number)
                phone       = $phones[$number % $phones.Count] -f ($number % 100)
                first_name  = Expand-CodePoint $names[$number % $names.Count]
                last_name   = Expand-CodePoint $names[($number * 7 + 3) % $names.Count]
                city        = Expand-CodePoint $cities[($number * 5) % $cities.Count]
                state       = $place.State
                postal_code = $place.Zip
                country     = $place.Country
            }
        }

        Start-PostgreSql $InitDb
        $list = Join-Path $TestDrive 'customers.csv'
        $customers | Export-Csv -LiteralPath $list -NoTypeInformation -Encoding utf8
        Invoke-Query '--command', 'CREATE TABLE customers (id bigint, email text, phone text, first_name text, last_name text, city text, state text, postal_code text, country text)'
        Invoke-Query '--command', "\copy customers FROM '$list' WITH (FORMAT csv, HEADER true)"
        $keys = 'EMAIL', 'PHONE', 'FN', 'LN', 'CT', 'ST', 'ZIP', 'COUNTRY'
        $hashed = Invoke-Query '--csv', '--file', "$examples/postgresql.sql" | ConvertFrom-Csv
    }

    AfterAll { Stop-PostgreSql }

    It 'has the same hashes as the module, in every cell of every row' {
        $expected = $customers | Select-Object -Property * -ExcludeProperty id | ConvertTo-MMHashedUser -WarningAction Ignore | Where-Object { -not $_.Rejected }
        $expected.Count | Should -BeGreaterThan 700
        foreach ($key in $keys) {
            # The rows of one key, each beside the e-mail and phone that it belongs to.
            $theirs = $hashed | ForEach-Object { $_.EMAIL + $_.PHONE + '=' + $_.$key } | Sort-Object
            $ours = $expected | ForEach-Object { $_.EMAIL + $_.PHONE + '=' + $_.$key } | Sort-Object
            @(Compare-Object $theirs $ours).Count | Should -Be 0 -Because "$key is hashed alike"
            @($hashed.$key -match '^[0-9a-f]{64}$').Count | Should -BeGreaterThan 500
        }

        $hashed.Count | Should -Be $expected.Count
    }

    It 'has the expected hashes of known texts, including accents' {
        # sha256 of val{E9}ry, and of the one letter {C815}: the examples of Meta's page on customer information parameters.
        $hashed.FN | Should -Contain '08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c'
        $hashed.FN | Should -Contain '8fa8cd9c440be61d0151429310034083132b35975c4bea67fdd74158eb51db14'
        # The hash of an empty text is nobody's.
        foreach ($key in $keys) {
            $hashed.$key | Should -Not -Contain 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
        }
    }

    It 'leaves out a phone number that SQL cannot parse' {
        Invoke-Query '--command', "DELETE FROM customers WHERE id > 1000; INSERT INTO customers (id, email, phone, country) VALUES
            (1001, 'left1@example.com', '(202) 555-0101', 'US'), (1002, 'left2@example.com', '020 7946 0001', 'GB'), (1003, 'left3@example.com', '(+84) 091-2345678', 'VN'),
            (1004, 'left4@example.com', '+1 555', 'US'), (1005, NULL, '(202) 555-0102', 'US'), (1006, NULL, NULL, NULL)"
        $rows = Invoke-Query '--csv', '--file', "$examples/postgresql.sql" | ConvertFrom-Csv | Select-Object -Last 4
        Invoke-Query '--command', 'DELETE FROM customers WHERE id > 1000'
        $rows.EMAIL | Should -Be (1..4 | ForEach-Object { (ConvertTo-MMHashedUser -Email "left$_@example.com").EMAIL })
        $rows.PHONE | Should -Be '', '', '', ''
    }

    It 'is uploaded by the example in shards, each row once' {
        $sandbox = Connect-Sandbox
        $audience = New-Audience $sandbox
        $receipts = foreach ($shard in 0..2) {
            & "$examples/Send-HashedList.ps1" -AudienceId $audience.Id -Shard $shard -ShardCount 3 3>$null
        }

        $receipts.Status | Select-Object -Unique | Should -Be 'Accepted'
        $receipts.Count | Should -Be 3
        $audience.RowsReceived, $audience.RowsInvalid | Should -Be $hashed.Count, 0
        @($hashed | Where-Object EMAIL | ForEach-Object { $audience.Contains($_.EMAIL) } | Select-Object -Unique) | Should -Be $true
    }

    It 'reports a failed query, because the list may be incomplete' {
        $sandbox = Connect-Sandbox
        $audience = New-Audience $sandbox
        $env:PGDATABASE = 'nowhere'
        try {
            { & "$examples/Send-HashedList.ps1" -AudienceId $audience.Id 2>$null 3>$null } | Should -Throw '*psql ended with exit code 2*'
        } finally {
            $env:PGDATABASE = 'postgres'
        }
    }

    It 'has no shard beyond the last' {
        { & "$examples/Send-HashedList.ps1" -AudienceId 1 -Shard 3 -ShardCount 3 } | Should -Throw 'There is no shard 3 of 3*'
    }
}

Describe 'A list in two processes' {
    It 'arrives in one audience, every row once, with different sessions' {
        $sandbox = Connect-Sandbox @{ LatencyMs = 20; FaultRate = @{ DroppedAfter = 0.1; Truncated = 0.1 }; Seed = 3 }
        # Nothing is repeated when the answer to the creation of an audience was lost.
        [void](New-MMCustomAudience -Name 'Shared' -Description x -ErrorAction Ignore -WarningAction Ignore)
        $audience = $sandbox.Audiences[0]
        $variables = @{
            MM_ACCESS_TOKEN = ConvertFrom-Secret $sandbox.AccessToken; MM_AD_ACCOUNT_ID = $sandbox.AdAccountId; MM_PAGE_ID = $sandbox.PageId
            MM_API_VERSION = $sandbox.ApiVersion; MM_BASE_URI = "$($sandbox.BaseUri)"
        }
        $processes = foreach ($shard in 0, 1) {
            $script = "
                `$ProgressPreference = `$WarningPreference = 'SilentlyContinue'
                Import-Module '$(Get-StagedModule)'
                Connect-MMAccount -FromEnvironment
                1..1000 | Where-Object { `$_ % 2 -eq $shard } | ForEach-Object { [pscustomobject]@{ Email = `"person`$_@example.com`" } } |
                    Add-MMAudienceUser -AudienceId $($audience.Id) -BatchSize 25 | ForEach-Object { `"`$(`$_.Status) `$(`$_.SessionId)`" }"
            $process = [Diagnostics.Process]::Start((New-ScriptStartInfo $script $variables))
            @{ Process = $process; Output = $process.StandardOutput.ReadToEndAsync() }
        }

        $said = foreach ($process in $processes) {
            $process.Process.WaitForExit(120000) | Should -BeTrue
            , @($process.Output.Result -split '\r?\n' -match '^Accepted \d+$')
        }

        $said[0].Count, $said[1].Count | Should -Be 20, 20
        @($said[0] + $said[1] | Select-Object -Unique).Count | Should -Be 40
        $audience.RowsReceived, $audience.RowsInvalid, $audience.RowsRepeated, $audience.PeopleCount | Should -Be 1000, 0, 0, 1000
        $audience.Uploads.Count | Should -Be 40
        @($audience.Uploads.SessionId | ForEach-Object { "Accepted $_" } | Where-Object { $_ -notin $said[0] + $said[1] }).Count | Should -Be 0
        1..1000 | ForEach-Object { [pscustomobject]@{ Email = "person$_@example.com" } } | ConvertTo-MMHashedUser |
            Where-Object { $audience.UploadsOf($_.EMAIL).Count -ne 1 } | Should -BeNullOrEmpty
        # Both were at it at the same time.
        $order = $audience.Uploads.SessionId | ForEach-Object { "Accepted $_" -in $said[0] }
        (1..39 | Where-Object { $order[$_] -ne $order[$_ - 1] }).Count | Should -BeGreaterThan 0
        @($sandbox.Requests.Fault -match 'dropped|truncated').Count | Should -BeGreaterThan 0
    }
}

Describe 'about_MMWarehouse' {
    It 'ships with the module and names existing files' {
        $text = [IO.File]::ReadAllText((Join-Path (Get-Module MessengerMarketing).ModuleBase 'en-US/about_MMWarehouse.help.txt'))
        $text | Should -Match '(?m)^TOPIC\r?\n    about_MMWarehouse'
        foreach ($file in Get-ChildItem -Path $examples) {
            $text | Should -Match ([regex]::Escape($file.Name))
        }

        ($text -split '\r?\n' | Measure-Object -Property Length -Maximum).Maximum | Should -BeLessThan 121
    }
}
