package relay.domain.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
  private static final int MOST = 1_000;

  @ParameterizedTest
  @ValueSource(strings = {"a,b\nc,d\n", "a,b\r\nc,d\r\n", "a,b\n\n \r\nc,d", "\uFEFFa,b\nc,d\n\n"})
  void shouldCutLinesAndPassOverBlankOnes(String file) throws IOException {
    assertThat(texts(records(file, ','))).containsExactly("a,b", "c,d");
  }

  @Test
  void shouldReadLineEndsWithinQuotedValues() throws IOException {
    List<RawRecord> records = records("a,\"b\r\n\"\"x\"\"\nc\"\nd,e\n", ',');

    assertThat(texts(records)).containsExactly("a,\"b\r\n\"\"x\"\"\nc\"", "d,e");
    assertThat(records).extracting(RawRecord::line).containsExactly(1L, 4L);
  }

  @Test
  void shouldTakeQuotesOfLinesForWhatTheyAre() throws IOException {
    var reader =
        RecordReader.lines(stream("{\"a\":\"b\n{}\n".getBytes(StandardCharsets.UTF_8)), MOST, 0, 1);

    assertThat(texts(rest(reader))).containsExactly("{\"a\":\"b", "{}");
  }

  @Test
  void shouldLoseOneLineToAQuoteThatDoesNotEnd() throws IOException {
    List<RawRecord> records = records("a,\"b\nc,\"d\"\ne,f\n", ',');

    assertThat(records.get(0).fault()).get().asString().contains("quote is opened");
    assertThat(records.get(0).line()).isEqualTo(1);
    assertThat(texts(records)).containsExactly("", "c,\"d\"", "e,f");
  }

  @Test
  void shouldLoseTheLastLineToAQuoteThatDoesNotEnd() throws IOException {
    List<RawRecord> records = records("a,b\nc,\"d", ',');

    assertThat(texts(records)).containsExactly("a,b", "");
    assertThat(records.get(1).fault()).isPresent();
  }

  @Test
  void shouldTellAQuotedValueThatGoesOn() throws IOException {
    List<RawRecord> records = records("\"a\"b,c\nd,e\n", ',');

    assertThat(records.get(0).fault()).get().asString().contains("goes on after its end");
    assertThat(records.get(1).text()).isEqualTo("d,e");
  }

  @Test
  void shouldPassOverWhatIsTooLongWithoutKeepingIt() throws IOException {
    InputStream file =
        new java.io.SequenceInputStream(
            new java.io.SequenceInputStream(
                stream("a\n\"".getBytes(StandardCharsets.UTF_8)), new Repeated(10_000_000)),
            stream("\nb\n".getBytes(StandardCharsets.UTF_8)));

    List<RawRecord> records = rest(RecordReader.values(file, ',', MOST, 0, 1));

    assertThat(texts(records)).containsExactly("a", "", "b");
    assertThat(records.get(1).fault()).isPresent();
    assertThat(records.get(2).line()).isEqualTo(3);
    assertThat(records.get(2).to()).isEqualTo(10_000_006);
  }

  @Test
  void shouldTakeARecordOfTheGreatestLengthAndNoneLonger() throws IOException {
    String most = "x".repeat(MOST);

    assertThat(records(most + "\nb", ',')).noneMatch(r -> r.fault().isPresent());
    assertThat(records(most, ',')).noneMatch(r -> r.fault().isPresent());
    assertThat(records(most + "x\nb", ',').get(0).fault())
        .contains("is longer than 1000 octets; shorten it, or raise the limit");
    assertThat(texts(records(most + "x\nb", ','))).containsExactly("", "b");
  }

  @Test
  void shouldTellOctetsThatAreNotUtf8AndGoOn() throws IOException {
    byte[] latin = "M\u00fcller,a\nb,c\n".getBytes(StandardCharsets.ISO_8859_1);

    List<RawRecord> records = rest(RecordReader.values(stream(latin), ',', MOST, 0, 1));

    assertThat(records.get(0).fault()).get().asString().contains("UTF-8");
    assertThat(records.get(1).text()).isEqualTo("b,c");
    assertThat(records("a\u0000,b\nc\n", ',').get(0).fault()).isPresent();
  }

  @Test
  void shouldStopAtTooManyQuotesThatDoNotEnd() throws IOException {
    // Each looks far ahead: a file of nothing else would take hours.
    List<RawRecord> records = records("\"a\n".repeat(3_000), ',');

    assertThat(records).hasSizeLessThan(3_000);
    assertThat(records.get(records.size() - 1).fault()).get().asString().contains("not read");
  }

  @Test
  void shouldGoOnWhereAnyRecordEnded() throws IOException {
    byte[] file = "\uFEFFa,\"b\nc\"\n\nd,\"x\ne\r\n\u00e4,g".getBytes(StandardCharsets.UTF_8);
    List<RawRecord> all = rest(RecordReader.values(stream(file), ',', MOST, 0, 1));

    for (int i = 0; i < all.size(); i++) {
      int to = (int) all.get(i).to();
      var tail = new ByteArrayInputStream(file, to, file.length - to);
      var reader = RecordReader.values(tail, ',', MOST, to, all.get(i).nextLine());

      assertThat(rest(reader)).isEqualTo(all.subList(i + 1, all.size()));
    }
  }

  @Test
  void shouldEndAndCoverEveryOctetWhateverTheFileIs() throws IOException {
    long seed = 7;
    var random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      byte[] file = new byte[random.nextInt(60)];
      for (int i = 0; i < file.length; i++) {
        file[i] = (byte) "\",\n\r a\u0000\u00ff".charAt(random.nextInt(8));
      }

      List<RawRecord> records = rest(RecordReader.values(stream(file), ',', 20, 0, 1));

      long at = 0;
      for (RawRecord each : records) {
        assertThat(each.from()).as("seed %d round %d", seed, round).isGreaterThanOrEqualTo(at);
        assertThat(each.to()).isGreaterThan(each.from());
        at = each.to();
      }
      assertThat(at).isLessThanOrEqualTo(file.length);
    }
  }

  private static List<RawRecord> records(String file, char separator) throws IOException {
    return rest(
        RecordReader.values(stream(file.getBytes(StandardCharsets.UTF_8)), separator, MOST, 0, 1));
  }

  private static InputStream stream(byte[] octets) {
    return new ByteArrayInputStream(octets);
  }

  private static List<RawRecord> rest(RecordReader reader) throws IOException {
    List<RawRecord> all = new ArrayList<>();
    for (Optional<RawRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
      all.add(next.get());
    }
    return all;
  }

  private static List<String> texts(List<RawRecord> records) {
    return records.stream().map(RawRecord::text).toList();
  }

  /** So many letters. */
  private static final class Repeated extends InputStream {
    private long left;

    Repeated(long octets) {
      left = octets;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }
  }
}
