package relay.ejb.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.mail.Content;
import relay.domain.mail.DomainName;
import relay.domain.rotation.RotationOrder;
import relay.domain.rotation.Rotations;
import relay.domain.settings.Settings;
import relay.domain.signing.DkimResult;
import relay.domain.signing.DkimSigner;
import relay.domain.signing.DkimStatus;
import relay.domain.signing.DkimVerifier;
import relay.domain.signing.KeyMaker;
import relay.domain.signing.KeyPem;
import relay.domain.signing.ReadyKey;
import relay.domain.signing.Signatures;
import relay.domain.signing.SigningSettings;
import relay.domain.signing.SigningSettings.RsaProvider;
import relay.domain.signing.VerifierLimits;
import relay.domain.tenancy.DomainKey;
import relay.domain.tenancy.TenancyIndex;

/** Which key signs a mail, from the rotation to what a receiver makes of the signature. */
class TenantKeyRingTest {
  private static final byte[] MAIL =
      "From: al@acme.example\r\nSubject: x\r\n\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII);
  private final Rotations acme = new Rotations();
  private final RsaEngines rsa = RsaEngines.choose(RsaProvider.JDK);
  @TempDir Path data;
  private TenantKeyRing ring;

  @BeforeEach
  void start() {
    ring = ring(acme.mint);
  }

  private TenantKeyRing ring(relay.domain.rotation.KeyMint mint) {
    var files = new PemKeyRing(data, rsa, Duration.ofSeconds(5), acme);
    return new TenantKeyRing(
        new StoredKeys(new TenancyIndex(acme.store), mint, rsa.engines()), files);
  }

  @Test
  void shouldSignWithTheNextKeyOnlyAfterTheSwitchAndBeVerified() throws IOException {
    DomainKey first = acme.next();
    assertThat(sign().isEmpty()).isTrue();
    acme.dns.publish(first);
    acme.look(Duration.ofMinutes(1));
    assertThat(signers()).containsExactly(first.selector() + " PASS");

    acme.pass(Duration.ofDays(1));
    DomainKey second = acme.next();
    assertThat(signers()).containsExactly(first.selector() + " PASS");
    acme.dns.publish(second);
    acme.look(Duration.ofMinutes(1));
    assertThat(signers()).containsExactly(first.selector() + " PASS");
    byte[] onItsWay = signed();
    acme.look(Duration.ofHours(1));
    assertThat(signers()).containsExactly(second.selector() + " PASS");

    assertThat(verify(onItsWay)).containsExactly(first.selector() + " PASS");
  }

  @Test
  void shouldSignWithBothAlgorithmsAndGoOnWithoutDatabase() throws IOException {
    acme.rotation.rotate("acme", Rotations.ACME, RotationOrder.ofBoth(Rotations.ANN));
    acme.rotation.keys("acme", Rotations.ACME).forEach(acme.dns::publish);
    acme.look(Duration.ofMinutes(1));

    acme.store.setDown(true);

    assertThat(signers()).containsExactly("e20260131 PASS", "r20260131 PASS");
  }

  @Test
  void shouldNotSignMailOfOtherTenantsWithTheKey() {
    acme.active();

    assertThat(ring.keysFor("acme", Rotations.ACME)).hasSize(1);
    assertThat(ring.keysFor("default", Rotations.ACME)).isEmpty();
    assertThat(ring.keysFor("evil", Rotations.ACME)).isEmpty();
  }

  @Test
  void shouldTakeFilesWhereNoKeyIsActiveAndTheNearestDomainFirst() throws IOException {
    DomainName below = DomainName.of("news.acme.example");
    file("acme.example");
    acme.next();
    assertThat(selectors("acme", Rotations.ACME)).containsExactly("file");

    DomainKey next = acme.rotation.keys("acme", Rotations.ACME).get(0);
    acme.dns.publish(next);
    acme.look(Duration.ofMinutes(1));
    assertThat(selectors("acme", Rotations.ACME)).containsExactly(next.selector());
    assertThat(selectors("default", Rotations.ACME)).containsExactly("file");
    assertThat(selectors("acme", below)).containsExactly(next.selector());
    file("news.acme.example");
    acme.pass(Duration.ofMinutes(1));
    assertThat(selectors("acme", below)).containsExactly("file");
  }

  @Test
  void shouldKeepKeysReadyUntilTheySignNoMore() {
    DomainKey key = acme.active();
    ReadyKey ready = ring.keysFor("acme", Rotations.ACME).get(0);
    acme.next(relay.domain.signing.SigningAlgorithm.RSA_SHA256);

    assertThat(ring.keysFor("acme", Rotations.ACME).get(0)).isSameAs(ready);
    acme.rotation.retire("acme", Rotations.ACME, key.selector(), false, Rotations.ANN);
    assertThat(ring.keysFor("acme", Rotations.ACME)).isEmpty();
  }

  @Test
  void shouldSendUnsignedWhatItCannotOpenTheKeyFor() {
    acme.active();

    assertThat(ring(Rotations.newMint()).keysFor("acme", Rotations.ACME)).isEmpty();
  }

  private void file(String domain) throws IOException {
    Path folder = Files.createDirectories(data.resolve(domain));
    Files.writeString(
        folder.resolve("file.pem"), KeyPem.write(new KeyMaker(new SecureRandom()).ed25519()));
    acme.pass(Duration.ofMinutes(1));
  }

  private List<String> selectors(String tenant, DomainName domain) {
    return ring.keysFor(tenant, domain).stream().map(k -> k.key().selector()).toList();
  }

  private Signatures sign() throws IOException {
    var settings = SigningSettings.from(Settings.of(SigningSettings.ALL, Map.of(), Map.of()));
    return new DkimSigner(ring, settings, acme).sign("acme", new byte[0], Content.of(MAIL));
  }

  private byte[] signed() throws IOException {
    var mail = new ByteArrayOutputStream();
    mail.writeBytes(sign().fields());
    mail.writeBytes(MAIL);
    return mail.toByteArray();
  }

  private List<String> signers() throws IOException {
    return verify(signed());
  }

  private List<String> verify(byte[] mail) throws IOException {
    return new DkimVerifier(acme.dns, acme, VerifierLimits.DEFAULT)
        .verify(Content.of(mail)).stream().map(TenantKeyRingTest::words).toList();
  }

  private static String words(DkimResult result) {
    DkimStatus status = result.status();
    return result.selector() + " " + status;
  }
}
