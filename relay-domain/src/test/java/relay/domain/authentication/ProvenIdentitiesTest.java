package relay.domain.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.authentication.Certificates.NOON;
import static relay.domain.authentication.Certificates.named;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.authentication.Certificates.Held;

/** What a client's certificate shows, and to whom it shows nothing. */
class ProvenIdentitiesTest {
  private static final Held ROOT = named("CN=Root").authority().selfSigned();
  private static final Held MIDDLE = named("CN=Middle").authority().signedBy(ROOT);
  private static final Held SHOP =
      named("O=Acme,CN=shop")
          .email("Shop@Acme.Example")
          .dns("Shop.Acme.Example")
          .address("192.0.2.1")
          .signedBy(ROOT);

  @Test
  void shouldShowTheFingerprintOfACertificateThatNobodyKnows() throws Exception {
    Held own = named("CN=shop").dns("shop.example").selfSigned();

    ProvenIdentities identities = proven(List.of(own), List.of());

    assertThat(identities.all()).containsExactly(fingerprint(own));
    assertThat(identities.all().get(0)).matches("sha256:[0-9a-f]{64}");
    assertThat(identities.shown()).isEqualTo("CN=shop");
    // nor do its names count when an authority is trusted that has not signed it
    assertThat(proven(List.of(own), List.of(ROOT)).all()).containsExactly(fingerprint(own));
  }

  @Test
  void shouldShowTheNamesThatATrustedAuthoritySigned() throws Exception {
    assertThat(proven(List.of(SHOP), List.of(ROOT)).all())
        .containsExactly(
            fingerprint(SHOP),
            "email:shop@acme.example",
            "dns:shop.acme.example",
            "subject:CN=shop,O=Acme");
    // many clients send the authority too
    assertThat(proven(List.of(SHOP, ROOT), List.of(ROOT)).all()).hasSize(4);
  }

  @Test
  void shouldWalkAPathOfSeveralSigners() throws Exception {
    Held leaf = named("CN=leaf").dns("leaf.example").signedBy(MIDDLE);

    assertThat(proven(List.of(leaf, MIDDLE), List.of(ROOT)).all()).contains("dns:leaf.example");
    assertThat(proven(List.of(leaf, MIDDLE), List.of(MIDDLE)).all()).contains("dns:leaf.example");
    assertThat(proven(List.of(leaf), List.of(ROOT)).all()).containsExactly(fingerprint(leaf));
    assertThat(proven(List.of(leaf, ROOT), List.of(ROOT)).all()).containsExactly(fingerprint(leaf));
  }

  /** Whoever can make a certificate of the same name has not the key of the authority. */
  @Test
  void shouldNotBeTakenInByAnAuthorityOfTheSameName() throws Exception {
    Held impostor = named("CN=Root").authority().selfSigned();
    Held forged = named("CN=shop").dns("shop.example").signedBy(impostor);

    assertThat(proven(List.of(forged), List.of(ROOT)).all()).containsExactly(fingerprint(forged));
    assertThat(proven(List.of(forged, impostor), List.of(ROOT)).all())
        .containsExactly(fingerprint(forged));
  }

  /** Everybody who has a certificate could sign another one, if that were looked over. */
  @Test
  void shouldNotTakeAUsersSignatureForAnAuthoritys() throws Exception {
    Held forged = named("CN=boss").dns("boss.example").signedBy(SHOP);

    assertThat(proven(List.of(forged, SHOP), List.of(ROOT)).all())
        .containsExactly(fingerprint(forged));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T10:59:59Z, false",
    "2026-01-01T11:00:00Z, true",
    "2026-01-01T13:00:00Z, true",
    "2026-01-01T13:00:01Z, false",
    "1970-01-01T00:00:00Z, false"
  })
  void shouldShowNothingOutsideItsTime(Instant now, boolean shown) {
    ProvenIdentities identities =
        ProvenIdentities.of(List.of(SHOP.certificate()), List.of(ROOT.certificate()), now);

    assertThat(identities.all().isEmpty()).isNotEqualTo(shown);
    assertThat(identities.shown()).isEqualTo("CN=shop,O=Acme");
  }

  @Test
  void shouldShowNoNamesWhenASignerIsOutOfItsTime() throws Exception {
    Held old =
        named("CN=Old")
            .authority()
            .valid(NOON.minusSeconds(7_200), NOON.minusSeconds(3_600))
            .signedBy(ROOT);
    Held leaf = named("CN=leaf").dns("leaf.example").signedBy(old);

    assertThat(proven(List.of(leaf, old), List.of(ROOT)).all()).containsExactly(fingerprint(leaf));
  }

  @Test
  void shouldShowNamesOnlyOfWhatIsMeantForClients() throws Exception {
    Held server = named("CN=s").dns("s.example").uses(KeyPurposeId.id_kp_serverAuth).signedBy(ROOT);
    Held client = named("CN=c").dns("c.example").uses(KeyPurposeId.id_kp_clientAuth).signedBy(ROOT);
    Held any = named("CN=a").dns("a.example").uses(KeyPurposeId.anyExtendedKeyUsage).signedBy(ROOT);

    assertThat(proven(List.of(server), List.of(ROOT)).all()).containsExactly(fingerprint(server));
    assertThat(proven(List.of(client), List.of(ROOT)).all()).contains("dns:c.example");
    assertThat(proven(List.of(any), List.of(ROOT)).all()).contains("dns:a.example");
  }

  @Test
  void shouldBelieveACertificateThatIsTrustedItself() throws Exception {
    Held own = named("CN=shop").dns("shop.example").selfSigned();

    assertThat(proven(List.of(own), List.of(own)).all())
        .containsExactly(fingerprint(own), "dns:shop.example", "subject:CN=shop");
  }

  @Test
  void shouldBoundTheNames() {
    Certificates many = named("CN=many");
    for (int i = 0; i < 50; i++) {
      many.dns("d" + i + ".example");
    }

    assertThat(proven(List.of(many.signedBy(ROOT)), List.of(ROOT)).all()).hasSize(22);
  }

  private static ProvenIdentities proven(List<Held> chain, List<Held> authorities) {
    return ProvenIdentities.of(certificates(chain), certificates(authorities), NOON);
  }

  private static List<X509Certificate> certificates(List<Held> held) {
    List<X509Certificate> certificates = new ArrayList<>();
    held.forEach(h -> certificates.add(h.certificate()));
    return certificates;
  }

  private static String fingerprint(Held held) throws GeneralSecurityException {
    return ProvenIdentities.fingerprint(held.certificate());
  }
}
