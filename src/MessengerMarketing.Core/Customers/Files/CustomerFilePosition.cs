namespace MessengerMarketing.Customers.Files;

/// <summary>A position between two blocks of a file.</summary>
/// <param name="Offset">Byte offset. See <see cref="CustomerFile.CanEnter"/>.</param>
/// <param name="Block">Number of the block that begins there, from 1.</param>
/// <param name="Row">Number of the row that begins there, from 1.</param>
internal sealed record CustomerFilePosition(long Offset, int Block, long Row);
