package relay.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.mail.TransferEncoding;

/** HTML parts of whole mails, in every encoding, and what is left as it is. */
class TrackedMimeTest {
  private static final String HTML = "<p>Tea</p><a href=\"https://a.example/\">x</a>";
  private static final String TRACKED =
      "<p>Tea</p><a href=\"https://t/1\">x</a>" + ScriptedAddresses.PICTURE;
  private static final Charset EACH = StandardCharsets.ISO_8859_1;

  private static String tracked(String mail) {
    byte[] octets = mail.getBytes(EACH);
    return new String(TrackedMime.rewrite(octets, 100, ScriptedAddresses.all()), EACH);
  }

  @Test
  void shouldTrackAMailOfHtmlAlone() {
    String header = "Subject: tea\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";

    assertThat(tracked(header + HTML + "\r\n")).isEqualTo(header + TRACKED + "\r\n");
  }

  @Test
  void shouldChangeTheHtmlOfAnAlternativeAndNotItsText() {
    String before =
        "Subject: tea\r\nContent-Type: multipart/alternative; boundary=\"=_b\"\r\n\r\n"
            + "preamble https://a.example/\r\n--=_b\r\nContent-Type: text/plain\r\n\r\n"
            + "See https://a.example/\r\n--=_b\r\nContent-Type: text/html\r\n\r\n";
    String after = "\r\n--=_b--\r\nepilogue\r\n";

    assertThat(tracked(before + HTML + after)).isEqualTo(before + TRACKED + after);
  }

  @Test
  void shouldFindTheHtmlWithinPartsWithinParts() {
    String before =
        "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n"
            + "Content-Type: multipart/related; boundary=\"r x\"\r\n\r\n--r x\r\n"
            + "Content-Type: TEXT/HTML; charset=\"UTF-8\"\r\n\r\n";
    String after =
        "\r\n--r x\r\nContent-Type: image/png\r\n\r\n<a href=\"https://a.example/\">\r\n--r x--\r\n"
            + "--m\r\nContent-Type: text/html\r\nContent-Disposition: attachment; filename=x.html\r\n"
            + "\r\n<a href=\"https://a.example/\">\r\n--m--\r\n";

    assertThat(tracked(before + HTML + after)).isEqualTo(before + TRACKED + after);
  }

  @Test
  void shouldKeepBase64() {
    String header =
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: BASE64\r\n\r\n";
    String mail = header + Base64.getEncoder().encodeToString(HTML.getBytes(EACH)) + "\r\n";

    String changed = tracked(mail);

    assertThat(changed).startsWith(header);
    byte[] body = Base64.getMimeDecoder().decode(changed.substring(header.length()));
    assertThat(new String(body, EACH)).isEqualTo(TRACKED);
  }

  @Test
  void shouldKeepQuotedPrintableAndEveryOctetBehindIt() {
    String header =
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
    String mail =
        header + "<p>T=C3=A9a =\r\n=3D</p><a href=3D\"https://a.exa=\r\nmple/\">x</a>=0A\r\n";

    String changed = tracked(mail);

    assertThat(changed).startsWith(header);
    byte[] body =
        TransferEncoding.QUOTED_PRINTABLE
            .read(changed.substring(header.length()).getBytes(EACH))
            .orElseThrow();
    assertThat(new String(body, StandardCharsets.UTF_8))
        .isEqualTo(
            "<p>Téa =</p><a href=\"https://t/1\">x</a>" + ScriptedAddresses.PICTURE + "\n\r\n");
  }

  @Test
  void shouldBecomeQuotedPrintableWhenALineWouldBeTooLong() {
    String line = "x".repeat(900);
    String before = "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n";
    String mail =
        before
            + "Content-Type: text/html\r\nContent-Transfer-Encoding: 7bit\r\nX-Other: y\r\n\r\n"
            + line
            + HTML
            + "\r\n--m--\r\n";

    String changed = tracked(mail);

    assertThat(changed)
        .startsWith(
            before
                + "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
                + "X-Other: y\r\n\r\n")
        .endsWith("\r\n--m--\r\n");
    assertThat(changed.lines()).allMatch(l -> l.length() <= 998);
    String body = changed.substring(changed.indexOf("\r\n\r\nx") + 4, changed.indexOf("\r\n--m--"));
    assertThat(
            TransferEncoding.QUOTED_PRINTABLE
                .read(body.getBytes(EACH))
                .map(o -> new String(o, EACH)))
        .contains(line + TRACKED);
  }

  @Test
  void shouldNameTheNewEncodingWhereNoneWasNamed() {
    String changed =
        tracked("Subject: x\r\nContent-Type: text/html\r\n\r\n" + "y".repeat(990) + HTML + "\r\n");

    assertThat(changed)
        .startsWith(
            "Subject: x\r\nContent-Type: text/html\r\n"
                + "Content-Transfer-Encoding: quoted-printable\r\n\r\nyyy");
  }

  @Test
  void shouldKeepEveryOctetOfOtherCharsets() {
    String header =
        "Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";

    assertThat(tracked(header + "caf\u00e9 \u00ff " + HTML))
        .isEqualTo(header + "caf\u00e9 \u00ff " + TRACKED);
  }

  @Test
  void shouldKeepOctetsThatAreNoUtf8() {
    String header =
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";

    assertThat(tracked(header + "\u00c3\u00ff" + HTML))
        .isEqualTo(header + "\u00c3\u00ff" + TRACKED);
  }

  @Test
  void shouldShowThePictureOnceInAMailOfTwoHtmlParts() {
    String part = "--m\r\nContent-Type: text/html\r\n\r\n" + HTML + "\r\n";
    String changed =
        tracked("Content-Type: multipart/mixed; boundary=m\r\n\r\n" + part + part + "--m--\r\n");

    assertThat(changed.split("https://t/o", -1)).hasSize(2);
    assertThat(changed.split("https://t/1", -1)).hasSize(3);
  }

  @Test
  void shouldBoundTheLinksOfAllPartsTogether() {
    String part = "--m\r\nContent-Type: text/html\r\n\r\n" + HTML + HTML + "\r\n";
    byte[] mail =
        ("Content-Type: multipart/mixed; boundary=m\r\n\r\n" + part + part + "--m--\r\n")
            .getBytes(EACH);

    String changed = new String(TrackedMime.rewrite(mail, 3, ScriptedAddresses.links()), EACH);

    assertThat(changed.split("https://t/1", -1)).hasSize(4);
    assertThat(changed.split("https://a.example/", -1)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: text/plain\r\n\r\n@",
        "Subject: no type at all\r\n\r\n@",
        "Content-Type: text/html; charset=utf-16\r\n\r\n@",
        "Content-Type: text/html; charset=shift_jis\r\n\r\n@",
        "Content-Type: text/html\r\nContent-Transfer-Encoding: binary\r\n\r\n@",
        "Content-Type: text/html\r\nContent-Transfer-Encoding: x-mine\r\n\r\n@",
        "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n@",
        "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=ZZ@",
        "Content-Type: text/html\r\nContent-Type: text/plain\r\n\r\n@",
        "DKIM-Signature: v=1\r\nContent-Type: text/html\r\n\r\n@",
        "Content-Type: text/html\r\nContent-Disposition: attachment\r\n\r\n@",
        "Content-Type: text/html\r\nContent-MD5: x\r\n\r\n@",
        "Content-Type: multipart/signed; boundary=m\r\n\r\n--m\r\nContent-Type: text/html\r\n\r\n@\r\n--m--",
        "Content-Type: multipart/encrypted; boundary=m\r\n\r\n--m\r\nContent-Type: text/html\r\n\r\n@\r\n--m--",
        "Content-Type: message/rfc822\r\n\r\nContent-Type: text/html\r\n\r\n@",
        "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: text/html\r\n\r\n@",
        "Content-Type: multipart/mixed\r\n\r\n--m\r\nContent-Type: text/html\r\n\r\n@\r\n--m--",
        "Content-Type: text/html",
        "",
        "\r\n\r\n@",
        "no header at all @",
      })
  void shouldLeaveAlone(String mail) {
    String whole = mail.replace("@", HTML);

    assertThat(tracked(whole)).isEqualTo(whole);
  }

  @Test
  void shouldGiveBackTheVeryOctetsWhenThereIsNothingToTrack() {
    byte[] mail = "Content-Type: text/plain\r\n\r\nx\r\n".getBytes(EACH);

    assertThat(TrackedMime.rewrite(mail, 9, ScriptedAddresses.all())).isSameAs(mail);
  }

  @Test
  void shouldStopAtPartsWithinPartsWithoutEnd() {
    StringBuilder mail = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\r\n\r\n--b");
      mail.append(i).append("\r\n");
    }
    mail.append("Content-Type: text/html\r\n\r\n").append(HTML).append("\r\n");

    assertThat(tracked(mail.toString())).isEqualTo(mail.toString());
  }

  @Test
  void shouldNeverThrowForAnyOctets() {
    String[] pieces = {
      "Content-Type: text/html\r\n",
      "Content-Type: multipart/mixed; boundary=m\r\n",
      "--m\r\n",
      "--m--\r\n",
      "\r\n",
      "Content-Transfer-Encoding: base64\r\n",
      HTML,
      "=",
      "=3D",
      "PGE+\r\n",
      "Content-Transfer-Encoding: quoted-printable\r\n",
      "charset=",
      "\"",
      ";",
      "boundary=",
      "\u00ff"
    };
    Chance.rounds(
        1_000,
        random -> {
          StringBuilder mail = new StringBuilder();
          for (int i = random.nextInt(30); i > 0; i--) {
            mail.append(
                random.nextInt(6) == 0
                    ? String.valueOf((char) random.nextInt(256))
                    : pieces[random.nextInt(pieces.length)]);
          }
          String changed = tracked(mail.toString());

          boolean isChanged = !changed.equals(mail.toString());
          assertThat(isChanged).isEqualTo(isChanged && mail.indexOf("text/html") >= 0);
        });
  }
}
