# What cmdlets write ends in JSON, CSV and logs, and crosses processes: a status is read there by its name.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $sandbox = Connect-Sandbox
    $audience = New-Audience $sandbox
    $journal = "$TestDrive/list.jsonl"
    $receipt = New-Customer 3 | Add-MMAudienceUser -AudienceId $audience.Id -JournalPath $journal -WarningAction Ignore
    $message = Send-MMSandboxMessage -Text 'Hello'
    $message | Send-MMOptInRequest -Title 'Weekly offers' -ImageUrl 'https://example.com/offers.png' | Out-Null
    Approve-MMSandboxOptIn -Psid $message.Psid | Out-Null
    $campaign = New-MMMessageCampaign -Name 'Weekly offers' -DailyBudget 50000
    $token = Get-MMSubscriptionToken -BySource | Where-Object Title -EQ 'Weekly offers'
    New-MMClickToMessengerAd -Name 'Spring' -Message 'Spring is here' -ImageUrl 'https://example.com/spring.png' -DailyBudget 500 -Country US | Out-Null
}

AfterAll { Stop-MMSandbox }

Describe 'An object that a cmdlet writes' {
    It 'has no enumeration as a property at any level' {
        $seen = [Collections.Generic.HashSet[type]]::new()
        $next = [Collections.Generic.Queue[type]]::new()
        (Get-Command -Module MessengerMarketing -CommandType Cmdlet).OutputType.Type | Where-Object { "$_" -like 'MessengerMarketing.*' } | ForEach-Object { $next.Enqueue($_) }
        $found = while ($next.Count) {
            $type = $next.Dequeue()
            if (-not $seen.Add($type)) { continue }
            foreach ($property in $type.GetProperties([Reflection.BindingFlags]'Public, Instance')) {
                # A nullable value, a list or a dictionary counts by what it holds.
                $parts = @($property.PropertyType; if ($property.PropertyType.HasElementType) { $property.PropertyType.GetElementType() }; $property.PropertyType.GetGenericArguments())
                if ($parts.IsEnum -contains $true) { "$type.$($property.Name)" }
                $parts | Where-Object { "$_" -like 'MessengerMarketing.*' } | ForEach-Object { $next.Enqueue($_) }
            }
        }

        $found | Should -BeNullOrEmpty
        $seen.FullName | Should -Contain 'MessengerMarketing.Customers.Inspection.ReasonCount'
    }

    It 'has <Name> in JSON by name: <What>' -ForEach @(
        @{ What = 'a receipt'; Get = { $receipt }; Name = '"Status": "Accepted"' }
        @{ What = 'a summary'; Get = { New-Customer 2 | Add-MMAudienceUser -AudienceId $audience.Id -Summary -WarningAction Ignore }; Name = '"State": "Finished"' }
        @{ What = 'a journal'; Get = { Get-MMAudienceUpload $journal }; Name = '"State": "Finished"', '"Action": "Add"' }
        @{ What = 'an upload status'; Get = { $receipt | Wait-MMAudienceUpload -PollIntervalSec 1 -WarningAction Ignore }; Name = '"Status": "Succeeded"', '"Source": "Poll"' }
        @{ What = 'a check'; Get = { @(Test-MMContext)[0] }; Name = '"Status": "Warning"', '"Action": "To call Meta' }
        @{ What = 'a subscription token'; Get = { $token }; Name = '"OptInSource": "Other"' }
        @{ What = 'a measure'; Get = { $token | Measure-MMSubscriber OptInSource }; Name = '"OptInSource": "Other"' }
        @{ What = 'a message'; Get = { $token | Send-MMMarketingMessage -CampaignId $campaign.Id -Text 'Hello' }; Name = '"Status": "Accepted"' }
        @{ What = 'a campaign'; Get = { $campaign }; Name = '"State": "Preparing"' }
        @{ What = 'a result of a message'; Get = { Get-MMSubscriptionToken | Send-MMMarketingMessage $campaign -Text 'Hello again' -JournalPath "$TestDrive/json.journal" -WarningAction Ignore | Out-Null; Get-MMMessageResult "$TestDrive/json.journal" }; Name = '"Status": "Rejected"', '"Reason": "MMFrequencyLimited"' }
        @{ What = 'an unsubscription'; Get = { Remove-MMSubscriber -Email person1@example.com -Confirm:$false }; Name = '"Status": "Accepted"' }
        @{ What = 'an opt-in request of the sandbox'; Get = { $sandbox.OptInRequests[0] }; Name = '"Answer": "Approved"' }
        @{ What = 'an ad of the sandbox'; Get = { $sandbox.AdObjects | Where-Object Kind -EQ Campaign }; Name = '"Kind": "Campaign"' }
        @{ What = 'an event'; Get = { ConvertFrom-MMWebhook '{"object":"page","entry":[{"id":"1","time":1793534400000,"messaging":[{"sender":{"id":"2"},"recipient":{"id":"1"},"timestamp":1793534400000,"message":{"mid":"m","text":"Hello"}}]}]}' -SkipSignatureCheck }; Name = '"Kind": "Message"' }
        @{ What = 'a list report'; Get = { [pscustomobject]@{ Email = 'ann@example.com' }, [pscustomobject]@{ Email = 'none' } | Test-MMCustomerList }; Name = '"Use": "Used"', '"Key": "EMAIL"', '"Reason": "NoIdentifier"' }
    ) {
        $json = & $Get | ConvertTo-Json -Depth 4
        foreach ($part in $Name) { $json -replace '":\s+', '": ' | Should -Match ([regex]::Escape($part)) }
    }
}

Describe 'A status' {
    It 'is compared, filtered, grouped and switched by its name' {
        $receipt.Status -eq 'Accepted' | Should -BeTrue
        @($receipt | Where-Object Status -EQ Accepted) | Should -HaveCount 1
        ($receipt | Group-Object -Property Status).Name | Should -Be 'Accepted'
        $(switch ($receipt.Status) { Accepted { 'yes' } default { 'no' } }) | Should -Be 'yes'
        ($receipt | ConvertTo-Csv | ConvertFrom-Csv).Status | Should -Be 'Accepted'
    }

    It 'survives serialization, and the receipt is accepted again' {
        $clixml = "$TestDrive/receipt.xml"
        $receipt | Export-Clixml -LiteralPath $clixml
        $again = Import-Clixml -LiteralPath $clixml
        $again.Status | Should -Be 'Accepted'
        ($again | Wait-MMAudienceUpload -PollIntervalSec 1 -WarningAction Ignore).Status | Should -Be 'Succeeded'
    }
}
