# ConvertFrom-MMWebhook: what a host that receives requests itself does with them.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-Module "$PSScriptRoot/Webhooks.psm1" -Force
    Import-StagedModule
    $secret = Get-WebhookSecret
}

Describe 'A signed body' {
    It 'becomes an event' {
        $body = New-MessageBody 1
        $message = $body | ConvertFrom-MMWebhook -Signature (New-Signature $body) -AppSecret $secret
        $message.Kind | Should -Be 'Message'
        $message.Psid | Should -Be '777001'
        $message.MessageId | Should -Be 'm1'
        $message.Text | Should -Be 'quux words'
    }

    It 'is read from a file' {
        $body = New-StatusBody -AudienceId 140984918491243 -Rows 1000
        [IO.File]::WriteAllText("$TestDrive/body.json", $body)
        $status = Get-Content -LiteralPath "$TestDrive/body.json" -Raw | ConvertFrom-MMWebhook -Signature (New-Signature $body) -AppSecret $secret
        $status.Kind | Should -Be 'UploadStatus'
        $status.AudienceId | Should -BeExactly '140984918491243'
        $status.AdAccountId | Should -BeExactly '12348141984909088'
        $status.AppId | Should -BeExactly '12313123123123'
        $status.NumRows | Should -Be 1000
        $status.ApproximateCountLowerBound | Should -Be 105
        $status.ApproximateCountUpperBound | Should -Be 120
        $status.BatchUploadingStatus | Should -Be 'SUCCESS'
        $status.Time.UtcDateTime.ToString('s') | Should -Be '2026-01-01T00:00:00'
    }

    It 'can be bytes, as an argument or one by one from the pipeline' {
        $body = New-MessageBody 2
        $bytes = [Text.Encoding]::UTF8.GetBytes($body)
        $signature = New-Signature $body
        (ConvertFrom-MMWebhook -InputObject $bytes -Signature $signature -AppSecret $secret).MessageId | Should -Be 'm2'
        ($bytes | ConvertFrom-MMWebhook -Signature $signature -AppSecret $secret).MessageId | Should -Be 'm2'
        (, $bytes | ConvertFrom-MMWebhook -Signature $signature -AppSecret $secret).MessageId | Should -Be 'm2'
    }

    It 'is checked with its escapes unchanged' {
        $body = '{"object":"page","entry":[{"id":"1","messaging":[{"message":{"text":"\u00e4\ud83d\ude00 \/ caf\u00e9"}}]}]}'
        $signature = 'sha256=2e422c9d15c64589b960f34e6aaf1f744cf31676b1b35c710ab31f37d0052c29'
        ($body | ConvertFrom-MMWebhook -Signature $signature -AppSecret $secret).Text | Should -BeExactly ([regex]::Unescape('\u00e4\ud83d\ude00 / caf\u00e9'))

        $again = $body | ConvertFrom-Json | ConvertTo-Json -Depth 10 -Compress
        Get-ErrorId (Get-Failure { $again | ConvertFrom-MMWebhook -Signature $signature -AppSecret $secret }) | Should -Be 'MMWebhookSignatureInvalid'
    }

    It 'is checked with the secret of the context if no other is specified' {
        $sandbox = Connect-Sandbox
        try {
            Get-ErrorId (Get-Failure { '{}' | ConvertFrom-MMWebhook -Signature (New-Signature '{}') }) | Should -Be 'MMWebhookSignatureInvalid'
            $hmac = New-Object Security.Cryptography.HMACSHA256 (, [Text.Encoding]::ASCII.GetBytes((ConvertFrom-Secret $sandbox.AppSecret)))
            $signature = 'sha256=' + [BitConverter]::ToString($hmac.ComputeHash([Text.Encoding]::UTF8.GetBytes('{}'))).Replace('-', '')
            ('{}' | ConvertFrom-MMWebhook -Signature $signature).Kind | Should -Be 'Other'
            ('{}' | ConvertFrom-MMWebhook -Signature $signature -Context (Get-MMContext)).Kind | Should -Be 'Other'
        } finally {
            Disconnect-MMAccount
            Stop-MMSandbox $sandbox
        }
    }
}

Describe 'A delivery without a valid signature' {
    It 'is refused: <What>' -ForEach @(
        @{ What = 'no signature'; Signature = $null; Id = 'MMWebhookSignatureMissing' }
        @{ What = 'an empty one'; Signature = ''; Id = 'MMWebhookSignatureMissing' }
        @{ What = 'another scheme'; Signature = 'sha1=7cbc46b042d7e131c845c3f08d7028636dc75bdd'; Id = 'MMWebhookSignatureInvalid' }
        @{ What = 'too short a one'; Signature = 'sha256=00'; Id = 'MMWebhookSignatureInvalid' }
        @{ What = 'that of another body'; Signature = 'sha256=7cbc46b042d7e131c845c3f08d7028636dc75bdd529a85bfd25451ef6fc04d04'; Id = 'MMWebhookSignatureInvalid' }
    ) {
        $written = New-MessageBody 1 | ConvertFrom-MMWebhook -Signature $Signature -AppSecret $secret -ErrorAction SilentlyContinue -ErrorVariable failures
        $written | Should -BeNullOrEmpty
        Get-ErrorId $failures[0] | Should -Be $Id
        $failures[0].CategoryInfo.Category | Should -Be 'SecurityError'
        $failures[0].TargetObject | Should -Be 1
    }

    It 'is refused when the body was altered' {
        $body = New-MessageBody 1
        Get-ErrorId (Get-Failure { $body.Replace('m1', 'm2') | ConvertFrom-MMWebhook -Signature (New-Signature $body) -AppSecret $secret }) | Should -Be 'MMWebhookSignatureInvalid'
    }

    It 'does not stop the bodies after it' {
        $good = New-MessageBody 3
        $events = 'bad', $good | ConvertFrom-MMWebhook -Signature (New-Signature $good) -AppSecret $secret -ErrorAction SilentlyContinue
        $events.MessageId | Should -Be 'm3'
    }

    It 'is read only with -SkipSignatureCheck' {
        (New-MessageBody 1 | ConvertFrom-MMWebhook -SkipSignatureCheck).MessageId | Should -Be 'm1'
        { New-MessageBody 1 | ConvertFrom-MMWebhook -SkipSignatureCheck -Signature 'x' } | Should -Throw -ErrorId 'MMParameterConflict,*'
    }

    It 'stops the cmdlet if there is no secret' {
        Get-ErrorId (Get-Failure { '{}' | ConvertFrom-MMWebhook -Signature (New-Signature '{}') }) | Should -Be 'MMAppSecretMissing'
        { '{}' | ConvertFrom-MMWebhook -AppSecret 'plain' } | Should -Throw '*must be secure strings*' -ErrorId 'ParameterArgumentTransformationError,*'
    }
}

Describe 'A body that cannot be read' {
    It 'is a separate error: <Body>' -ForEach @(
        @{ Body = '' }
        @{ Body = 'not json' }
        @{ Body = '{"object":"page","entry":[{"id":' }
        @{ Body = '12' }
    ) {
        $failure = Get-Failure { $Body | ConvertFrom-MMWebhook -SkipSignatureCheck }
        Get-ErrorId $failure | Should -Be 'MMWebhookUnreadable'
        $failure.CategoryInfo.Category | Should -Be 'InvalidData'
    }

    It 'can be an object that was parsed before' {
        Get-ErrorId (Get-Failure { '{"a":1}' | ConvertFrom-Json | ConvertFrom-MMWebhook -SkipSignatureCheck }) | Should -Be 'MMWebhookUnreadable'
    }

    It 'does not stop the bodies after it' {
        @('x', (New-MessageBody 4) | ConvertFrom-MMWebhook -SkipSignatureCheck -ErrorAction SilentlyContinue).MessageId | Should -Be 'm4'
    }
}

Describe 'An event on the screen' {
    It 'shows no token, person, or message text, as a table or as a list' {
        $events = (New-OptInBody), (New-MessageBody 1) | ConvertFrom-MMWebhook -SkipSignatureCheck
        foreach ($text in ($events | Out-String), ($events | Format-List | Out-String), "$events", ('first', $events | Out-String)) {
            $text | Should -Not -Match 'quux|777001'
            $text | Should -Match 'OptIn'
        }
    }

    It 'has the requested properties' {
        $optIn = New-OptInBody | ConvertFrom-MMWebhook -SkipSignatureCheck
        $optIn.Token | Should -Be 'quux-subscriber-token'
        $optIn.Psid | Should -Be '777001'
        $optIn.Payload | Should -Be 'spring'
        $optIn.TimeZone | Should -Be 'America/New_York'
        $optIn.TokenStatus | Should -Be 'REFRESHED'
        $optIn.Title | Should -Be 'Weekly offers'
        $optIn.MessageStatus | Should -BeNullOrEmpty
        ($optIn | ConvertTo-Json -Depth 3 | ConvertFrom-Json).Token | Should -Be 'quux-subscriber-token'
    }
}
