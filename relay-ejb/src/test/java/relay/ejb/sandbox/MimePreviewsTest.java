package relay.ejb.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.sandbox.MailPreview;

class MimePreviewsTest {
  private final MimePreviews previews = new MimePreviews();

  @Test
  void shouldFindTextHtmlAndAttachments() {
    var preview =
        read(
            "Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
                + "--b\nContent-Type: multipart/alternative; boundary=c\n\n"
                + "--c\nContent-Type: text/plain; charset=utf-8\n"
                + "Content-Transfer-Encoding: quoted-printable\n\nGr=C3=BC=C3=9Fe\n"
                + "--c\nContent-Type: text/html\n\n<b>Hello</b>\n--c--\n"
                + "--b\nContent-Type: application/pdf; name=a.pdf\n"
                + "Content-Disposition: attachment; filename=a.pdf\n\nx\n--b--\n");

    assertThat(preview.text()).hasValueSatisfying(t -> assertThat(t.strip()).isEqualTo("Grüße"));
    assertThat(preview.html()).hasValueSatisfying(h -> assertThat(h).contains("<b>Hello</b>"));
    assertThat(preview.attachments()).containsExactly("a.pdf");
  }

  @Test
  void shouldTakeAMailWithoutMimeAsText() {
    assertThat(read("Subject: x\n\nHello\n").text())
        .hasValueSatisfying(t -> assertThat(t).startsWith("Hello"));
  }

  @Test
  void shouldShowTextInACharsetThatNobodyKnows() {
    assertThat(read("Content-Type: text/plain; charset=klingon\n\nHello\n").text()).isPresent();
  }

  @Test
  void shouldStopAtNestingWithoutEnd() {
    var mail = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\n\n--b");
      mail.append(i).append('\n');
    }

    assertThat(read(mail.toString()).text()).isEmpty();
  }

  @Test
  void shouldSurviveNoise() {
    long seed = Chance.seed();
    var random = new Random(seed);

    for (int i = 0; i < 200; i++) {
      byte[] noise = new byte[random.nextInt(2000)];
      random.nextBytes(noise);

      assertThat(previews.read(noise)).as("seed %s", seed).isNotNull();
    }
  }

  private MailPreview read(String mail) {
    return previews.read(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }
}
