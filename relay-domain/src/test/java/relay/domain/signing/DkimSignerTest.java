package relay.domain.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.signing.Signing.mail;
import static relay.domain.signing.Signing.sign;
import static relay.domain.signing.Signing.signer;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import relay.domain.mail.Content;
import relay.domain.mail.DomainName;
import relay.domain.settings.InvalidSetting;

class DkimSignerTest {
  private static final byte[] MAIL =
      mail("From: Ann <ann@example.org>\nTo: bob@example.net\nSubject: Hi\n\nHello\n");
  private final TestKeys keys = TestKeys.forExampleOrg();

  @Test
  void shouldSignWithRsaAndEd25519SideBySide() {
    Signatures signatures = sign(signer(keys), MAIL);

    assertThat(signatures.keys()).extracting(SigningKey::selector).containsExactly("rsa", "ed");
    assertThat(signatures.remark()).isEmpty();
    assertThat(Signing.statuses(keys, Signing.join(signatures.fields(), MAIL)))
        .containsExactly(DkimStatus.PASS, DkimStatus.PASS);
  }

  @Test
  void shouldOversignWhatIsThereAndWhatIsNot() {
    String fields = text(sign(signer(keys), MAIL));

    assertThat(unfolded(fields))
        .contains(
            "h=From:From:Subject:Subject:To:To:Cc:Date:Message-ID:Reply-To:MIME-Version:"
                + "Content-Type:Content-Transfer-Encoding:List-Unsubscribe:"
                + "List-Unsubscribe-Post:Feedback-ID;");
  }

  @Test
  void shouldSignTheOtherFieldsAsOftenAsPresentOnly() {
    byte[] mail =
        mail("From: ann@example.org\nReferences: <1@a>\nSender: ann@example.org\n\nHello\n");

    String fields = text(sign(signer(keys), mail));

    assertThat(unfolded(fields)).contains("Feedback-ID:Sender:References;");
  }

  @Test
  void shouldWriteTimeAndNoLength() {
    String fields = text(sign(signer(keys), MAIL));

    assertThat(fields).contains("t=" + Signing.NOW.getEpochSecond() + ";").contains("c=relaxed/");
    assertThat(fields).doesNotContain(" x=").doesNotContain(" l=");
  }

  @Test
  void shouldWriteTheExpiryThatIsSet() {
    String fields = text(sign(signer(keys, "signing.expiry", "7d"), MAIL));

    assertThat(unfolded(fields)).contains("x=" + (Signing.NOW.getEpochSecond() + 7 * 86400) + ";");
  }

  @Test
  void shouldKeepLinesShortAndEndThemWithCrLf() {
    byte[] fields = sign(signer(keys), MAIL).fields();
    String text = new String(fields, StandardCharsets.US_ASCII);

    assertThat(text).endsWith("\r\n").doesNotContain("\n\n");
    assertThat(text.replace("\r\n", "").chars()).noneMatch(c -> c == '\r' || c == '\n');
    assertThat(text.split("\r\n")).allMatch(line -> line.length() <= 78);
    assertThat(text.split("\r\n")).allMatch(l -> l.startsWith("DKIM") || l.startsWith("\t"));
  }

  @Test
  void shouldSignFieldsThatAreAddedBeforeTheContent() {
    byte[] added = mail("Message-ID: <1@example.org>\nDate: Sat, 21 Nov 2026 10:00:00 +0000\n");

    Signatures signatures = sign(signer(keys), added, Content.of(MAIL));

    assertThat(unfolded(text(signatures))).contains("Date:Date:Message-ID:Message-ID:");
    assertThat(Signing.statuses(keys, Signing.join(signatures.fields(), added, MAIL)))
        .containsOnly(DkimStatus.PASS);
    byte[] other = mail("Message-ID: <2@example.org>\nDate: Sat, 21 Nov 2026 10:00:00 +0000\n");
    assertThat(Signing.statuses(keys, Signing.join(signatures.fields(), other, MAIL)))
        .containsOnly(DkimStatus.FAIL);
  }

  @Test
  void shouldNotSignForADomainWithoutKey() {
    Signatures signatures = sign(signer(keys), mail("From: a@other.example\n\nHello\n"));

    assertThat(signatures.isEmpty()).isTrue();
    assertThat(signatures.fields()).isEmpty();
    assertThat(signatures.remark()).isEqualTo("no key for other.example");
  }

  @Test
  void shouldNotSignWithoutFromOrWhenSwitchedOff() {
    assertThat(sign(signer(keys), mail("To: b@example.net\n\nHello\n")).remark())
        .isEqualTo("no domain in From");
    assertThat(sign(signer(keys, "signing.enabled", "false"), MAIL).remark())
        .isEqualTo("signing is switched off");
  }

  @Test
  void shouldSignForASubdomainOnlyWhenItsParentIsConfigured() {
    byte[] mail = mail("From: a@news.shop.example.org\n\nHello\n");

    assertThat(sign(signer(keys), mail).isEmpty()).isTrue();
    assertThat(sign(signer(keys, "signing.parent-domains", "example.org"), mail).keys())
        .extracting(key -> key.domain().ascii())
        .containsExactly("example.org", "example.org");
  }

  @Test
  void shouldPreferTheSubdomainsOwnKeyAndTheClosestParent() {
    keys.withRsaFor("shop.example.org");
    byte[] mail = mail("From: a@news.shop.example.org, b@shop.example.org\n\nHello\n");

    Signatures signatures =
        sign(signer(keys, "signing.parent-domains", "example.org, shop.example.org"), mail);

    assertThat(signatures.keys())
        .extracting(key -> key.domain().ascii())
        .containsExactly("shop.example.org");
  }

  @Test
  void shouldSignForEachFromDomainThatHasAKey() {
    keys.withRsaFor("example.com");
    byte[] mail =
        mail("From: a@example.org, \"b@evil.example\" <b@EXAMPLE.com>, c@no.key\n\nHello\n");

    Signatures signatures = sign(signer(keys), mail);

    assertThat(signatures.keys())
        .extracting(key -> key.domain().ascii())
        .containsExactly("example.org", "example.org", "example.com");
    assertThat(Signing.statuses(keys, Signing.join(signatures.fields(), mail)))
        .containsOnly(DkimStatus.PASS);
  }

  @Test
  void shouldLeaveEd25519OutWhenSet() {
    assertThat(sign(signer(keys, "signing.ed25519", "false"), MAIL).keys())
        .extracting(SigningKey::selector)
        .containsExactly("rsa");
  }

  @Test
  void shouldSignForAnInternationalDomainUnderItsALabels() {
    keys.withRsaFor("xn--bcher-kva.example");
    byte[] mail = mail("From: Zoë <zoë@bücher.example>\nSubject: grüße\n\nschön\n");

    Signatures signatures = sign(signer(keys), mail);

    assertThat(text(signatures)).contains("d=xn--bcher-kva.example;");
    assertThat(Signing.statuses(keys, Signing.join(signatures.fields(), mail)))
        .containsExactly(DkimStatus.PASS);
  }

  @Test
  void shouldNotSignAHeaderBeyondTheLimit() {
    byte[] mail = mail("From: a@example.org\nX: " + "x".repeat(5000) + "\n\nHello\n");
    DkimSigner signer = signer(keys, "signing.header-size-max", "4KB");

    assertThat(sign(signer, mail).remark()).contains("signing.header-size-max");
    assertThat(sign(signer, new byte[0], Signing.streamed(mail, 100)).remark())
        .contains("signing.header-size-max");
  }

  @Test
  void shouldRefuseToSignWhatTheWayChanges() {
    assertThatThrownBy(() -> signer(keys, "signing.signed-fields", "X-Ok, Received"))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("signing.signed-fields");
  }

  @Test
  void shouldSayWhichKeyFailed() {
    SigningKey key = keys.keysFor(TestKeys.EXAMPLE_ORG).get(0).key();
    SignatureEngine broken =
        octets -> {
          throw new SigningFailed("signing with " + key + " failed", null);
        };
    DkimSigner signer = signer((tenant, domain) -> java.util.List.of(new ReadyKey(key, broken)));

    assertThatThrownBy(() -> sign(signer, MAIL))
        .isInstanceOf(SigningFailed.class)
        .hasMessageContaining("rsa._domainkey.example.org");
  }

  @Test
  void shouldNeverShowAKeyInItsText() {
    SigningKey key = keys.keysFor(DomainName.of("example.org")).get(0).key();

    assertThat(key).hasToString("rsa._domainkey.example.org (rsa-sha256)");
  }

  private static String text(Signatures signatures) {
    return new String(signatures.fields(), StandardCharsets.US_ASCII);
  }

  private static String unfolded(String field) {
    return field.replace("\r\n\t", "");
  }
}
