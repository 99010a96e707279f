package relay.domain.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlObject;
import relay.domain.secret.PasswordHash;

/** Documents as operators and databases write them: read, written and read again they are one. */
class EveryDocumentTest {
  private static final ControlKinds KINDS = new ControlKinds(TenancyKinds.ALL);
  private static final String HASH =
      PasswordHash.of("x", new PasswordHash.Cost(64, 1, 1), new Random(1)).text();
  private static final String LIMITS =
      "\"limits\":{\"per_second\":1,\"per_day\":1000000000,\"above\":\"hold\"}";

  @Test
  void shouldReadATenantAsItWasWritten() {
    each(
        Tenant.key("acme"),
        "\"name\":\"Acme \u00fc\"",
        "\"state\":\"suspended\"",
        "\"own_domains_only\":false",
        "\"foreign_sender\":\"rewrite\"",
        "\"ramp\":{\"start\":7,\"days\":3}",
        "\"ramp\":null",
        "\"weight\":7",
        LIMITS);
  }

  @Test
  void shouldReadAStreamAsItWasWritten() {
    each(
        Stream.key("acme", "news"),
        "\"lane\":\"bulk\"",
        "\"default_from\":\"b\u00fccher.example\"",
        "\"content_retention\":\"PT0S\"",
        "\"record_retention\":\"P36500D\"",
        "\"in_doubt\":\"give-up\"",
        "\"retry\":{\"delays\":[\"PT1S\",\"PT90M\"],\"expire_after\":\"P2D\"}",
        "\"null_path\":true",
        "\"egress_pool\":\"pool-1\"",
        "\"weight\":1000",
        "\"window\":{\"days\":[\"sun\",\"mon\"],\"from\":\"09:30\",\"zone\":\"Asia/Tokyo\"}",
        "\"route\":\"provider\"",
        LIMITS);
  }

  @Test
  void shouldReadACredentialAsItWasWritten() {
    each(
        Credential.key("acme", "c-1"),
        "\"kind\":\"smtp-user\"",
        "\"kind\":\"api-token\"",
        "\"name\":\"Shop\"",
        "\"state\":\"disabled\"",
        "\"login_name\":\"SHOP@x.example\"",
        "\"password_hash\":\"" + HASH + "\"",
        "\"token_hash\":\"00\"",
        "\"certificate\":\"CN=shop\"",
        "\"scope\":{\"streams\":[\"news\",\"otp\"],\"domains\":[\"A.example\"],"
            + "\"addresses\":[\"\\\"a b\\\"@x.example\"]}",
        "\"permissions\":[\"send\",\"read\"]",
        "\"created_at\":\"2026-01-01T00:00:00.123456789Z\"",
        "\"expires_at\":\"2027-01-01T00:00:00Z\"",
        "\"networks\":[\"192.0.2.1\",\"2001:db8::/32\",\"::ffff:10.0.0.0/104\"]",
        LIMITS);
  }

  @Test
  void shouldReadDomainsAndRangesAsTheyWereWritten() {
    each(
        new ControlKey("domain", "acme", "acme.example"),
        "\"token\":\"t\"",
        "\"state\":\"verified\"",
        "\"verified_at\":\"2026-01-01T00:00:00Z\"");
    each(
        new ControlKey("client-range", "acme", "n-1"),
        "\"range\":\"10.0.0.0/8\"",
        "\"range\":\"2001:db8::/16\"",
        "\"stream\":\"news\"",
        LIMITS);
    each(new ControlKey("inbound-domain", "acme", "in.example"));
    each(
        new ControlKey("dkim-key", "acme", "s1._domainkey.acme.example"),
        "\"domain\":\"acme.example\"",
        "\"selector\":\"s1\"",
        "\"algorithm\":\"ed25519-sha256\"",
        "\"state\":\"published\"",
        "\"record\":\"v=DKIM1; p=A\"",
        "\"private_key\":\"sealed:1:k:x\"",
        "\"dns\":\"wrong\"",
        "\"since\":\"2026-01-01T00:00:00Z\"");
  }

  /** Any of the parts, in any order; what can be read comes to the same when it is written. */
  private static void each(ControlKey key, String... parts) {
    int[] read = {0};
    Chance.rounds(
        300,
        random -> {
          List<String> left = new ArrayList<>(List.of(parts));
          List<String> chosen = new ArrayList<>();
          for (int i = left.isEmpty() ? 0 : random.nextInt(left.size() + 1); i > 0; i--) {
            chosen.add(left.remove(random.nextInt(left.size())));
          }
          boolean all = random.nextInt(3) == 0;
          List<String> used = all ? onceEach(parts) : chosen;
          ControlObject object;
          try {
            object = KINDS.read(key, 3, ControlJson.read("{" + String.join(",", used) + "}"));
          } catch (IllegalArgumentException e) {
            assertThat(all).as("%s: %s", used, e.getMessage()).isFalse();
            return;
          }
          read[0]++;
          JsonObject written = KINDS.write(object);

          assertThat(KINDS.read(key, 3, ControlJson.read(written.toString()))).isEqualTo(object);
          assertThat(KINDS.write(KINDS.read(key, 3, written))).isEqualTo(written);
          assertThat(object.key()).isEqualTo(key);
          assertThat(object.withVersion(9).version()).isEqualTo(9);
          assertThat(object.withVersion(9).withVersion(3)).isEqualTo(object);
          assertThat(KINDS.masked(object).toString()).doesNotContain(HASH, "sealed:1:k:x");
        });
    assertThat(read[0]).isPositive();
  }

  /** The first part of each name. */
  private static List<String> onceEach(String... parts) {
    List<String> once = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String part : parts) {
      String name = part.substring(0, part.indexOf(':'));
      if (!names.contains(name)) {
        names.add(name);
        once.add(part);
      }
    }
    return once;
  }

  @Test
  void shouldKeepTimesToTheNanosecond() {
    Instant time = Instant.parse("2026-01-01T00:00:00.123456789Z");
    String json = "{\"kind\":\"api-token\",\"token_hash\":\"0\",\"created_at\":\"" + time + "\"}";

    Credential read =
        (Credential) KINDS.read(Credential.key("acme", "c-1"), 1, ControlJson.read(json));

    assertThat(read.createdAt()).isEqualTo(time);
  }
}
