using System.Collections.Generic;

namespace MessengerMarketing.ModuleTests;

/// <summary>The result of a Pester file.</summary>
/// <param name="File">The name of the file.</param>
/// <param name="Passed">Tests that passed.</param>
/// <param name="Failed">Tests that failed, and blocks that could not be run.</param>
/// <param name="Skipped">Tests that did not run.</param>
/// <param name="Seconds">How long the file took.</param>
/// <param name="Failures">What failed.</param>
internal sealed record PesterResult(string File, int Passed, int Failed, int Skipped, double Seconds, IReadOnlyList<PesterFailure> Failures);

/// <summary>A test that failed, and why.</summary>
internal sealed record PesterFailure(string Name, string Message);
