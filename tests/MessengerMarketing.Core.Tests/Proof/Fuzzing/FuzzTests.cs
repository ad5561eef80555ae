using Xunit;

namespace MessengerMarketing.Tests.Proof.Fuzzing;

// xunit runs two classes at once, but not two tests of a class: each harness is a class.
public sealed class CsvFuzzTests
{
    [Fact]
    public void Any_list_gives_the_same_rows_in_any_pieces_and_from_any_row() => Fuzzer.Run(new CsvHarness());
}

public sealed class ColumnsFuzzTests
{
    [Fact]
    public void Any_column_names_are_mapped_without_contradiction() => Fuzzer.Run(new ColumnsHarness());
}

public sealed class CellsFuzzTests
{
    [Fact]
    public void Any_normalized_cell_stays_the_same_when_normalized_again() => Fuzzer.Run(new CellsHarness());
}

public sealed class WebhookFuzzTests
{
    [Fact]
    public void Any_body_is_parsed_kept_and_signed() => Fuzzer.Run(new WebhookHarness());
}

public sealed class HttpFuzzTests
{
    [Fact]
    public void Any_request_gives_the_same_result_in_any_segments() => Fuzzer.Run(new HttpHarness());
}

public sealed class JournalFuzzTests
{
    [Fact]
    public void Any_journal_is_read_or_refused() => Fuzzer.Run(new JournalHarness());
}

public sealed class InboxFuzzTests
{
    [Fact]
    public void Any_inbox_gives_the_same_events_at_once_and_while_it_grows() => Fuzzer.Run(new InboxHarness());
}

public sealed class GraphFuzzTests
{
    [Fact]
    public void Any_response_is_a_success_or_a_failure_without_secrets() => Fuzzer.Run(new GraphHarness());
}
