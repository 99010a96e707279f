package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.mail.Contents.inMemory;
import static relay.domain.mail.Contents.streamed;
import static relay.domain.mail.Contents.textOf;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ContentTest {

  @Test
  void shouldTakeAnotherHeaderInMemoryAndOutOfIt() throws IOException {
    for (Content mail :
        new Content[] {inMemory("old\r\n\r\nbody"), streamed("old\r\n\r\nbody".getBytes())}) {
      Content changed = mail.withHeader("new\r\n".getBytes(), 5);

      assertThat(textOf(changed)).isEqualTo("new\r\n\r\nbody");
      assertThat(textOf(changed)).isEqualTo("new\r\n\r\nbody");
      assertThat(changed.size()).isEqualTo(11);
      assertThat(changed.bytes().isPresent()).isEqualTo(mail.bytes().isPresent());
      assertThat(textOf(mail)).isEqualTo("old\r\n\r\nbody");
    }
  }

  @Test
  void shouldPutFieldsBeforeItWithoutChangingIt() throws IOException {
    assertThat(textOf(inMemory("body").after("A: b\r\n".getBytes()))).isEqualTo("A: b\r\nbody");
    Content content = inMemory("body");
    assertThat(content.after(new byte[0])).isSameAs(content);
  }

  @Test
  void shouldCloseWhatItWasMadeOf() {
    AtomicBoolean closed = new AtomicBoolean();
    Content file = file(closed, InputStream.nullInputStream());

    file.withHeader("A: b\r\n".getBytes(), 0).close();

    assertThat(closed).isTrue();
  }

  @Test
  void shouldFailWhenTheFileIsShorterThanItsHeaderWas() {
    Content gone = file(new AtomicBoolean(), InputStream.nullInputStream());

    assertThatThrownBy(() -> textOf(gone.withHeader(new byte[0], 10)))
        .isInstanceOf(IOException.class);
  }

  private static Content file(AtomicBoolean closed, InputStream octets) {
    return new Content() {
      @Override
      public long size() {
        return 100;
      }

      @Override
      public InputStream open() {
        return octets;
      }

      @Override
      public void close() {
        closed.set(true);
      }
    };
  }
}
