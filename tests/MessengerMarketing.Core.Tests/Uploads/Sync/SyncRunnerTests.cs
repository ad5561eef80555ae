using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Sync;
using Xunit;

namespace MessengerMarketing.Tests.Uploads.Sync;

public sealed class SyncRunnerTests : IDisposable
{
    private readonly SyncFolder _sync = new();

    public void Dispose() => _sync.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_first_run_adds_everyone_and_the_next_run_only_the_difference(bool isPipeline)
    {
        SyncResult first = await _sync.RunAsync(People(1, 20), isPipeline: isPipeline);
        Assert.Equal((20, 0, 20, "Finished"), (first.Summary.Added, first.Summary.Removed, first.Summary.People, first.Summary.State));
        Assert.Equal(SyncFolder.Expect(People(1, 20)), _sync.Audience.Identifiers);

        _sync.Audience.Forget();
        SyncResult second = await _sync.RunAsync(People(3, 22), isPipeline: isPipeline);
        Assert.Equal((2, 2, 18, 20), (second.Summary.Added, second.Summary.Removed, second.Summary.Unchanged, second.Summary.People));
        Assert.Equal(SyncFolder.Expect(People(3, 22)), _sync.Audience.Identifiers);
        Assert.Equal([UploadAction.Remove, UploadAction.Remove, UploadAction.Add, UploadAction.Add], _sync.Audience.Rows.Select(static row => row.Action));
        Assert.Equal(["list.state"], _sync.Files);
    }

    [Fact]
    public async Task A_person_with_a_new_phone_number_is_sent_again_after_the_old_one_is_removed()
    {
        await _sync.RunAsync(People(1, 10));
        _sync.Audience.Forget();
        Customer[] list = [.. People(1, 10)];
        list[4] = list[4] with { Phone = "12025550999" };

        SyncResult result = await _sync.RunAsync(list);

        Assert.Equal((0, 1, 0, 1, 9), (result.Summary.Added, result.Summary.Changed, result.Summary.Removed, result.Summary.ChangedIdentifiers, result.Summary.Unchanged));
        Assert.Equal(
            [(UploadAction.Remove, AudienceModel.Hash("12025550105")), (UploadAction.Add, AudienceModel.Hash("person5@example.com"))],
            _sync.Audience.Rows.Select(static row => (row.Action, row.Cells[0])));
        Assert.Equal(SyncFolder.Expect(list), _sync.Audience.Identifiers);
    }

    [Fact]
    public async Task A_person_who_only_moved_is_sent_again_and_never_removed()
    {
        await _sync.RunAsync(People(1, 10));
        _sync.Audience.Forget();
        Customer[] list = [.. People(1, 10)];
        list[4] = list[4] with { City = "Springfield" };

        SyncResult result = await _sync.RunAsync(list);

        Assert.Equal((1, 0, 0), (result.Summary.Changed, result.Summary.Removed, result.Summary.ChangedIdentifiers));
        Assert.Equal(UploadAction.Add, Assert.Single(_sync.Audience.Rows).Action);
        Assert.Equal(10, (await _sync.RunAsync(list)).Summary.Unchanged);
    }

    [Fact]
    public async Task A_person_who_shares_an_address_with_a_removed_person_is_sent_again()
    {
        Customer[] family = [new("family@example.com", "12025550101"), new("family@example.com", "12025550102"), .. People(10, 20)];
        await _sync.RunAsync(family);
        _sync.Audience.Forget();

        SyncResult result = await _sync.RunAsync(family[1..]);

        Assert.Equal((1, 1), (result.Summary.ChangedIdentifiers, result.Summary.Resent));
        Assert.Equal(SyncFolder.Expect(family[1..]), _sync.Audience.Identifiers);
        Assert.Equal(AudienceModel.Hash("12025550102"), _sync.Audience.Rows[^1].Cells[1]);
    }

    [Fact]
    public async Task A_person_whose_removal_is_rejected_after_a_removal_of_a_shared_number_is_sent_again_on_return()
    {
        Customer[] all = [.. People(1, 20)];
        all[18] = all[18] with { Phone = all[19].Phone };
        await _sync.RunAsync(all);
        _sync.Audience.Forget();
        int calls = 0;
        _sync.Audience.Fate = _ => ++calls == 1 ? CallFate.Accepted : CallFate.Refused;
        SyncResult stopped = await _sync.RunAsync(all[..18], options => options with { Upload = options.Upload with { BatchSize = 1 } });
        Assert.Equal((1, "Unfinished"), (stopped.Summary.Removed, stopped.Summary.State));
        string removed = _sync.Audience.Rows.Single().Cells[0];
        Customer[] back = [.. all.Where(person => AudienceModel.Hash(person.Email) != removed)];

        _sync.Audience.Fate = static _ => CallFate.Accepted;
        await _sync.RunAsync(back);

        Assert.Equal(SyncFolder.Expect(back), _sync.Audience.Identifiers);
    }

    [Fact]
    public async Task A_person_who_may_be_removed_with_another_is_sent_again_after_a_full_run_with_rejected_additions()
    {
        Customer[] all = [.. People(1, 20)];
        all[18] = all[18] with { Phone = all[19].Phone };
        _sync.Audience.RemovesPeople = true;
        await _sync.RunAsync(all);
        _sync.Audience.Fate = static action => action == UploadAction.Remove ? CallFate.Accepted : CallFate.Refused;
        await _sync.RunAsync(all[..19], static options => options with { Full = true });
        Assert.DoesNotContain(AudienceModel.Hash(all[19].Phone), _sync.Audience.Identifiers);

        _sync.Audience.Fate = static _ => CallFate.Accepted;
        await _sync.RunAsync(all[..19]);

        Assert.Equal(SyncFolder.Expect(all[..19]), _sync.Audience.Identifiers);
    }

    [Fact]
    public async Task A_person_who_may_be_removed_with_an_opt_out_is_sent_again_after_a_run_that_a_guard_stopped()
    {
        Customer[] all = [.. People(1, 20)];
        all[18] = all[18] with { Phone = all[19].Phone };
        _sync.Audience.RemovesPeople = true;
        await _sync.RunAsync(all);
        _sync.OptOut(all[19].Email);
        Assert.Equal(SyncGuard.TooManyRemovals, (await _sync.RunAsync(all[10..], static options => options with { MaxRemovePercent = 20 })).Changes.Guard);
        Assert.DoesNotContain(AudienceModel.Hash(all[19].Phone), _sync.Audience.Identifiers);

        await _sync.RunAsync(all);

        Assert.Equal(SyncFolder.Expect(all[..19]), _sync.Audience.Identifiers);
    }

    [Fact]
    public async Task A_repeated_changed_row_counts_once()
    {
        await _sync.RunAsync(People(1, 3));
        Customer changed = SyncFolder.Person(1) with { Phone = "12025550999" };
        SyncChanges changes = (await _sync.RunAsync([changed, changed, .. People(2, 3)])).Changes;
        Assert.Equal((0, 1, 0, 2, 1), (changes.Added, changes.Changed, changes.Resent, changes.Unchanged, changes.ChangedIdentifiers));
    }

    [Fact]
    public async Task Repeated_rows_are_sent_once()
    {
        SyncResult result = await _sync.RunAsync([.. People(1, 5), .. People(1, 5)]);
        Assert.Equal((5, 10, 5), (result.Summary.Added, result.Summary.RowsUsable, result.Summary.People));
        Assert.Equal(5, _sync.Audience.Rows.Count);
    }

    [Fact]
    public async Task An_opt_out_that_was_sent_earlier_is_removed_regardless_of_the_limit()
    {
        await _sync.RunAsync(People(1, 4));
        _sync.OptOut("person1@example.com", "person2@example.com");

        SyncResult result = await _sync.RunAsync(People(1, 4), static options => options with { MaxRemovePercent = 0 });

        Assert.Equal((2, 0, SyncGuard.None), (result.Summary.OptedOut, result.Summary.Removed, result.Changes.Guard));
        Assert.Equal(SyncFolder.Expect(People(3, 4)), _sync.Audience.Identifiers);
    }

    [Fact]
    public async Task Too_many_removals_stop_all_changes_except_opt_outs()
    {
        await _sync.RunAsync(People(1, 10));
        _sync.OptOut("person1@example.com");

        SyncResult result = await _sync.RunAsync([.. People(4, 10), .. People(50, 60)], static options => options with { MaxRemovePercent = 19 });

        Assert.Equal((SyncGuard.TooManyRemovals, 2, "Unfinished"), (result.Changes.Guard, result.Changes.RemovalsWithoutOptOut, result.Summary.State));
        Assert.Equal((0, 0, 1), (result.Summary.Added, result.Summary.Removed, result.Summary.OptedOut));
        Assert.Equal(SyncFolder.Expect(People(2, 10)), _sync.Audience.Identifiers);
    }

    [Fact]
    public async Task An_empty_list_does_not_empty_an_audience()
    {
        await _sync.RunAsync(People(1, 10));
        Assert.Equal(SyncGuard.EmptyList, (await _sync.RunAsync([])).Changes.Guard);
        Assert.Equal("Unfinished 10", _sync.ReadState());
        Assert.Equal(SyncFolder.Expect(People(1, 10)), _sync.Audience.Identifiers);
    }

    [Fact]
    public async Task Nobody_is_removed_while_many_more_rows_are_unusable_than_before()
    {
        await _sync.RunAsync(People(1, 100));
        Customer[] spoilt = [.. People(1, 97), new("spoilt", ""), new("spoilt", ""), new("spoilt", "")];

        SyncResult held = await _sync.RunAsync([.. spoilt, SyncFolder.Person(200)]);
        Assert.Equal((SyncGuard.MoreRejectedRows, 3, 1), (held.Changes.Guard, held.Summary.Kept, held.Summary.Added));
        Assert.Equal(SyncFolder.Expect([.. People(1, 100), SyncFolder.Person(200)]), _sync.Audience.Identifiers);

        SyncResult allowed = await _sync.RunAsync([.. spoilt, SyncFolder.Person(200)], static options => options with { MaxRejectPercent = 5 });
        Assert.Equal((SyncGuard.None, 3), (allowed.Changes.Guard, allowed.Summary.Removed));

        // The same unusable rows every night hold nobody.
        Assert.Equal(SyncGuard.None, (await _sync.RunAsync(spoilt)).Changes.Guard);
        Assert.Equal(SyncGuard.TooManyRejected, (await _sync.RunAsync(spoilt, static options => options with { MaxRejectPercent = 2 })).Changes.Guard);
    }

    [Fact]
    public async Task Without_removals_the_audience_only_grows()
    {
        await _sync.RunAsync(People(1, 10));
        SyncResult result = await _sync.RunAsync(People(8, 12), static options => options with { NoRemove = true });
        Assert.Equal((SyncGuard.NoRemove, 7, 2, 12), (result.Changes.Guard, result.Summary.Kept, result.Summary.Added, result.Summary.People));
        Assert.Equal(SyncFolder.Expect(People(1, 12)), _sync.Audience.Identifiers);

        // They are still known, and go once that is wanted.
        await _sync.RunAsync(People(8, 12));
        Assert.Equal(SyncFolder.Expect(People(8, 12)), _sync.Audience.Identifiers);
    }

    [Fact]
    public async Task A_full_run_sends_everyone_again_and_removes_people_who_left()
    {
        await _sync.RunAsync(People(1, 10));
        _sync.Audience.Forget();
        SyncResult result = await _sync.RunAsync(People(2, 10), static options => options with { Full = true });
        Assert.Equal((1, 9), (result.Summary.Removed, result.Summary.Resent));
        Assert.Equal(10, _sync.Audience.Rows.Count);
    }

    [Fact]
    public async Task New_people_wait_until_there_are_enough_of_them()
    {
        await _sync.RunAsync(People(1, 10));
        SyncResult held = await _sync.RunAsync(People(1, 14), static options => options with { MinAddRows = 5 });
        Assert.Equal((0, 4, 10), (held.Summary.Added, held.Summary.HeldBack, held.Summary.People));
        SyncResult sent = await _sync.RunAsync(People(1, 15), static options => options with { MinAddRows = 5 });
        Assert.Equal((5, 0, 15), (sent.Summary.Added, sent.Summary.HeldBack, sent.Summary.People));
    }

    [Fact]
    public async Task Removals_that_would_leave_too_few_people_wait_and_the_run_continues()
    {
        await _sync.RunAsync(People(1, 20));
        _sync.Audience.Refusal = GraphErrorKind.AudienceTooSmall;
        _sync.Audience.Fate = static action => action == UploadAction.Remove ? CallFate.Refused : CallFate.Accepted;

        SyncResult refused = await _sync.RunAsync(People(14, 22));
        Assert.Null(refused.Error);
        Assert.Equal((13, 2, 22), (refused.Summary.PendingRemovals, refused.Summary.Added, refused.Summary.People));

        _sync.Audience.Fate = static _ => CallFate.Accepted;
        Assert.Equal((13, 0), (await _sync.RunAsync(People(14, 22))).Summary is var later ? (later.Removed, later.PendingRemovals) : default);
        Assert.Equal(SyncFolder.Expect(People(14, 22)), _sync.Audience.Identifiers);
    }

    [Fact]
    public async Task A_list_that_changes_between_its_two_readings_is_not_sent()
    {
        await _sync.RunAsync(People(1, 10));
        _sync.Audience.Forget();
        SyncResult result = await _sync.RunAsync(People(2, 12), secondReading: People(3, 13));
        Assert.IsType<SourceChangedException>(result.Error);
        Assert.Empty(_sync.Audience.Rows);
        Assert.Equal(SyncFolder.Expect(People(1, 10)), _sync.Audience.Identifiers);
    }

    [Fact]
    public async Task A_dry_run_counts_and_changes_nothing()
    {
        await _sync.RunAsync(People(1, 10));
        byte[] before = await File.ReadAllBytesAsync(_sync.StatePath);
        _sync.Audience.Forget();
        SyncResult result = await _sync.RunAsync(People(3, 11), static options => options with { IsDryRun = true });
        Assert.Equal((1, 2, 8, "WhatIf"), (result.Summary.Added, result.Summary.Removed, result.Summary.Unchanged, result.Summary.State));
        Assert.Empty(_sync.Audience.Rows);
        Assert.Equal(before, await File.ReadAllBytesAsync(_sync.StatePath));
        Assert.Equal(["list.state"], _sync.Files);
    }

    [Fact]
    public async Task A_state_of_another_audience_or_other_keys_is_refused_and_a_full_run_adopts_the_keys()
    {
        await _sync.RunAsync(People(1, 10));
        var other = ColumnMapping.ForKeys([SchemaKey.EMAIL, SchemaKey.PHONE, SchemaKey.ZIP]);
        SyncStateException refused = await Assert.ThrowsAsync<SyncStateException>(() => _sync.RunAsync(People(1, 10), mapping: other));
        Assert.Equal(SyncStateProblem.OtherOptions, refused.Problem);
        Assert.Contains("the list has the keys EMAIL, PHONE, ZIP and had EMAIL, PHONE, CT", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["list.state"], _sync.Files);

        _sync.Audience.Forget();
        await _sync.RunAsync(People(2, 10), static options => options with { Full = true }, mapping: other);
        Assert.Equal(SyncFolder.Expect(People(2, 10)), _sync.Audience.Identifiers);
        Assert.Equal(9, (await _sync.RunAsync(People(2, 10), mapping: other)).Summary.Unchanged);
        Assert.Equal([UploadAction.Remove, .. Enumerable.Repeat(UploadAction.Add, 9)], _sync.Audience.Rows.Select(static row => row.Action));
    }

    private static Customer[] People(int first, int last) => [.. Enumerable.Range(first, last - first + 1).Select(SyncFolder.Person)];
}
