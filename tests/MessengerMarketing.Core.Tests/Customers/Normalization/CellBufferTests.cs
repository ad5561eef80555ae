using MessengerMarketing.Customers.Normalization;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Normalization;

public sealed class CellBufferTests
{
    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(5000)]
    public void It_grows_with_its_cell(int length)
    {
        string text = new string('a', length - 1) + "z";
        var buffer = new CellBuffer();
        buffer.Append(text);
        Assert.Equal(text, buffer.ToString());
        buffer.Clear();
        Assert.Equal("", buffer.ToString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(600)]
    public void Reserving_room_keeps_what_is_there(int count)
    {
        var buffer = new CellBuffer();
        buffer.Append("start");
        buffer.Reserve(count);
        Assert.True(buffer.Chars.Length >= count);
        Assert.True(buffer.Chars.Length >= 256);
        Assert.Equal("start", buffer.ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(300)]
    public void Characters_are_inserted_before_the_others(int count)
    {
        var buffer = new CellBuffer();
        buffer.Append("123");
        buffer.InsertStart('0', count);
        Assert.Equal(new string('0', count) + "123", buffer.ToString());
    }

    [Fact]
    public void The_end_of_a_full_buffer_is_kept()
    {
        var buffer = new CellBuffer();
        buffer.Append(new string('0', 200) + new string('1', 56));
        buffer.RemoveStart(200);
        Assert.Equal(new string('1', 56), buffer.ToString());
    }

    [Fact]
    public void It_is_shortened_at_either_end()
    {
        var buffer = new CellBuffer();
        buffer.Append("0012345");
        buffer.RemoveStart(2);
        Assert.Equal("12345", buffer.ToString());
        buffer.Truncate(3);
        Assert.Equal(("123", '3', 3), (buffer.ToString(), buffer[2], buffer.Length));
        buffer.SetLength(5);
        Assert.Equal("12345", buffer.ToString());
        buffer.RemoveStart(5);
        Assert.Equal(0, buffer.Length);
    }
}
