# An audience follows a list: Sync-MMAudienceUser in PowerShell, against the sandbox.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule

    # Writes a list of people by number.
    function Set-List([string] $Path, [int[]] $People) {
        [IO.File]::WriteAllLines($Path, [string[]](@('Email,Phone') + ($People | ForEach-Object { "person$_@example.com,+1202555$('{0:0000}' -f $_)" })))
    }

    # The people of a range who are in the audience.
    function Get-Member([int[]] $People) { $People | Where-Object { $audience.Contains("person$_@example.com") } }

    $sandbox = Connect-Sandbox
}

AfterAll { Stop-MMSandbox }

Describe 'Sync-MMAudienceUser' {
    BeforeEach {
        $audience = New-Audience $sandbox
        $list = "$TestDrive/list.csv"
        $state = "$TestDrive/$($audience.Id).state"
        $sync = @{ AudienceId = $audience.Id; StatePath = $state; WarningAction = 'SilentlyContinue'; InformationAction = 'Ignore' }
        Set-List $list (1..50)
    }

    It 'adds everyone first, and then sends only the differences: removals before additions' {
        $first = @(Sync-MMAudienceUser @sync -Path $list)
        $first.ForEach({ $_.GetType().Name }) | Should -Be 'BatchReceipt', 'SyncSummary'
        "$($first[1].Added) $($first[1].People) $($first[1].State)" | Should -Be '50 50 Finished'

        Set-List $list (4..52)
        $receipts = @(Sync-MMAudienceUser @sync -Path $list)
        $receipts[0..1].ForEach({ "$($_.Action) $($_.Rows) $($_.Status)" }) | Should -Be 'Remove 3 Accepted', 'Add 2 Accepted'
        "$($receipts[2].Added) $($receipts[2].Removed) $($receipts[2].Unchanged)" | Should -Be '2 3 47'
        Get-Member (1..52) | Should -Be (4..52)
    }

    It 'accepts rows from the pipeline, and writes only the summary with -Summary' {
        $summary = Import-Csv $list | Sync-MMAudienceUser @sync -Summary
        "$($summary.Added) $($summary.RowsRead)" | Should -Be '50 50'
        $summary = Import-Csv $list | Select-Object -Skip 2 | Sync-MMAudienceUser @sync -Summary
        "$($summary.Removed) $($summary.Unchanged)" | Should -Be '2 48'
        Get-Member (1..50) | Should -Be (3..50)
    }

    It 'sends nothing with -WhatIf, and reports the changes' {
        Sync-MMAudienceUser @sync -Path $list | Out-Null
        $before = (Get-FileHash $state).Hash
        Set-List $list (2..53)
        $summary = Sync-MMAudienceUser @sync -Path $list -WhatIf
        "$($summary.State) $($summary.Added) $($summary.Removed) $($summary.Changed) $($summary.Unchanged)" | Should -Be 'WhatIf 3 1 0 49'
        Get-Member (1..53) | Should -Be (1..50)
        (Get-FileHash $state).Hash | Should -Be $before
        @(Get-ChildItem "$state*").Count | Should -Be 1
    }

    It 'removes nobody if too many people left, and reports it, but removes opt-outs' {
        Sync-MMAudienceUser @sync -Path $list | Out-Null
        Set-List $list (20..60)
        Set-Content "$TestDrive/optouts.csv" 'Email', 'person1@example.com'
        $failure = @()
        $summary = Sync-MMAudienceUser @sync -Path $list -SuppressPath "$TestDrive/optouts.csv" -Summary -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -Be 'MMTooManyRemovals,MessengerMarketing.Commands.SyncMMAudienceUserCommand'
        "$failure" | Should -BeLike '18 of 50 people would be removed*20 percent of -MaxRemovePercent*'
        "$($summary.State) $($summary.Kept) $($summary.OptedOut) $($summary.Added)" | Should -Be 'Unfinished 18 1 0'
        Get-Member (1..60) | Should -Be (2..50)

        $summary = Sync-MMAudienceUser @sync -Path $list -SuppressPath "$TestDrive/optouts.csv" -MaxRemovePercent 40 -Summary
        "$($summary.State) $($summary.Removed)" | Should -Be 'Finished 18'
        Get-Member (1..60) | Should -Be (20..60)
    }

    It 'never empties an audience because of an empty list' {
        Sync-MMAudienceUser @sync -Path $list | Out-Null
        Set-Content $list 'Email,Phone'
        Get-ErrorId (Get-Failure { Sync-MMAudienceUser @sync -Path $list -MaxRemovePercent 100 -ErrorAction Stop | Out-Null }) | Should -Be 'MMSyncListEmpty'
        $audience.PeopleCount | Should -Be 50
    }

    It 'refuses more than one list' {
        Get-ErrorId (Get-Failure { Sync-MMAudienceUser @sync -Path $list, "$TestDrive/other.csv" }) | Should -Be 'MMSyncSeveralLists'
        Copy-Item $list "$TestDrive/part2.csv"
        Get-ErrorId (Get-Failure { Get-ChildItem $list, "$TestDrive/part2.csv" | Sync-MMAudienceUser @sync }) | Should -Be 'MMSyncSeveralLists'
        $audience.PeopleCount | Should -Be 0
    }

    It 'removes nobody when the list cannot be read' {
        Sync-MMAudienceUser @sync -Path $list | Out-Null
        Sync-MMAudienceUser @sync -Path "$TestDrive/none.csv" -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'MMFileNotFound,*'
        $audience.PeopleCount | Should -Be 50
    }

    It 'refuses the state of another audience, other columns, and a file that is not a state' {
        Sync-MMAudienceUser @sync -Path $list | Out-Null
        $other = New-Audience $sandbox
        Get-ErrorId (Get-Failure { Sync-MMAudienceUser $other.Id -Path $list -StatePath $state -InformationAction Ignore }) | Should -Be 'MMStateOfOther'
        $failure = Get-Failure { Import-Csv $list | Select-Object *, @{ n = 'City'; e = { 'Springfield' } } | Sync-MMAudienceUser @sync }
        Get-ErrorId $failure | Should -Be 'MMStateChanged'
        "$failure" | Should -BeLike '*the list has the keys EMAIL, PHONE, CT and had EMAIL, PHONE*-Full*'
        Get-ErrorId (Get-Failure { Sync-MMAudienceUser $audience.Id -Path $list -StatePath $list -InformationAction Ignore }) | Should -Be 'MMPathTaken'
        Set-Content "$TestDrive/notes.txt" 'private notes'
        Get-ErrorId (Get-Failure { Sync-MMAudienceUser $audience.Id -Path $list -StatePath "$TestDrive/notes.txt" -InformationAction Ignore }) | Should -Be 'MMFileForeign'
        Get-Content "$TestDrive/notes.txt" | Should -Be 'private notes'
    }

    It 'keeps rejected removals for a later run, and adds the new people' {
        Sync-MMAudienceUser @sync -Path $list | Out-Null
        Set-List $list (6..52)
        $audience.MinPeople = 48
        $summary = Sync-MMAudienceUser @sync -Path $list -Summary -WarningVariable warning
        "$($summary.State) $($summary.Added) $($summary.Removed) $($summary.PendingRemovals)" | Should -Be 'Finished 2 0 5'
        "$warning" | Should -BeLike '*rejected the removal of 5 people*'
        (Get-MMAudienceUpload -StatePath $state).PendingRemovals | Should -Be 5
        $audience.MinPeople = 0
        (Sync-MMAudienceUser @sync -Path $list -Summary).Removed | Should -Be 5
        Get-Member (1..52) | Should -Be (6..52)
    }

    It 'stops at an expired token, keeps the accepted rows, and continues in the next run' {
        $sandbox.FailNext('190/463 at POST /users')
        $receipts = @(Sync-MMAudienceUser @sync -Path $list -BatchSize 10 -ThrottleLimit 1 -ErrorVariable failure -ErrorAction SilentlyContinue)
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'MMAuthenticationFailed,*'
        $receipts[-1].State | Should -Be 'Unfinished'
        (Get-MMAudienceUpload -StatePath $state).State | Should -Be 'Unfinished'
        "$((Sync-MMAudienceUser @sync -Path $list -Summary).State) $($audience.PeopleCount)" | Should -Be 'Finished 50'
    }

    It 'reports the state offline' {
        Sync-MMAudienceUser @sync -Path $list | Out-Null
        $record = Get-MMAudienceUpload -StatePath $state
        "$($record.State) $($record.AudienceId) $($record.People) $($record.Added) $($record.Keys)" | Should -Be "Finished $($audience.Id) 50 50 EMAIL PHONE"
        Get-ErrorId (Get-Failure { Get-MMAudienceUpload -StatePath $list -ErrorAction Stop }) | Should -Be 'MMFileForeign'
        Get-ErrorId (Get-Failure { Get-MMAudienceUpload -StatePath "$TestDrive/none.state" -ErrorAction Stop }) | Should -Be 'MMFileNotFound'
    }

    It 'stores no value of a person in the state' {
        Sync-MMAudienceUser @sync -Path $list | Out-Null
        $text = [Text.Encoding]::GetEncoding(28591).GetString([IO.File]::ReadAllBytes($state))
        $text | Should -Not -Match 'person|example|202555'
    }
}
