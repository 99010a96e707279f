package relay.domain.mail;

import java.util.Arrays;
import org.junit.jupiter.api.Nested;

/** Each way in which this module puts contents together keeps the contract. */
class EveryContentTest {

  @Nested
  class InMemory implements ContentContract {
    @Override
    public Content contentOf(byte[] octets) {
      return Content.of(octets);
    }
  }

  @Nested
  class FieldsBeforeMemory implements ContentContract {
    @Override
    public Content contentOf(byte[] octets) {
      int cut = octets.length / 3;
      return Content.of(Arrays.copyOfRange(octets, cut, octets.length))
          .after(Arrays.copyOf(octets, cut));
    }
  }

  @Nested
  class FieldsBeforeAStream implements ContentContract {
    @Override
    public Content contentOf(byte[] octets) {
      int cut = octets.length / 3;
      return Contents.streamed(Arrays.copyOfRange(octets, cut, octets.length))
          .after(Arrays.copyOf(octets, cut));
    }
  }

  @Nested
  class AnotherHeaderOnAStream implements ContentContract {
    @Override
    public Content contentOf(byte[] octets) {
      int cut = octets.length / 2;
      byte[] before = octets.clone();
      Arrays.fill(before, 0, cut, (byte) 'o');
      return Contents.streamed(before).withHeader(Arrays.copyOf(octets, cut), cut);
    }
  }

  @Nested
  class AnotherHeaderAndFieldsOnAStream implements ContentContract {
    @Override
    public Content contentOf(byte[] octets) {
      int first = octets.length / 4;
      int second = octets.length / 2;
      byte[] before = octets.clone();
      Arrays.fill(before, 0, second, (byte) 'o');
      return Contents.streamed(before)
          .withHeader(Arrays.copyOfRange(octets, first, second), second)
          .after(Arrays.copyOf(octets, first));
    }
  }
}
