package relay.domain.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.egress.EgressFixture.pool;
import static relay.domain.egress.EgressFixture.source;
import static relay.domain.tenancy.StreamBuilder.aStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlObject;
import relay.domain.control.InvalidField;
import relay.domain.mail.Lane;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.Tenant;

class EgressKindsTest {
  private static final ControlKinds KINDS = new ControlKinds(EgressKinds.ALL);
  private static final String FULL =
      "'ipv4':'192.0.2.1','ipv6':'2001:db8::1','ehlo_name':'mail1.example.com','weight':3,"
          + "'state':'draining','limits':{'*':'connections=5','google':'per-hour=100,"
          + " per-day=unset'}";

  @Test
  void shouldReadWhatItWrites() {
    for (ControlObject object :
        new ControlObject[] {
          source("mail-1", FULL),
          source("mail-2", "'ipv6':'2001:db8::2'"),
          pool("news", "'sources':['mail-2','mail-1'],'selection':'ordered'"),
          pool("acme", "'sources':['default'],'tenants':['acme'],'sender_domains':['a.example']")
        }) {
      assertThat(KINDS.read(object.key(), object.version(), KINDS.write(object))).isEqualTo(object);
    }
  }

  @Test
  void shouldHaveDefaultsForWhatIsLeftOut() {
    EgressSource source = source("mail-1", "'ipv4':'192.0.2.1'");
    EgressPool pool = pool("news", "'sources':['mail-1']");

    assertThat(source.weight()).isOne();
    assertThat(source.state()).isEqualTo(SourceState.ACTIVE);
    assertThat(source.ehloName()).isEmpty();
    assertThat(source.withVersion(7).version()).isEqualTo(7);
    assertThat(pool.selection()).isEqualTo(EgressPool.Selection.WEIGHTED);
    assertThat(pool.tenants()).isEmpty();
    assertThat(pool.withVersion(7).version()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | ipv4",
        "'ipv4':'mail.example.com' | ipv4",
        "'ipv4':'2001:db8::1' | ipv4",
        "'ipv4':'0.0.0.0' | ipv4",
        "'ipv4':'224.0.0.1' | ipv4",
        "'ipv6':'192.0.2.1' | ipv6",
        "'ipv4':'192.0.2.1','ehlo_name':'localhost' | ehlo_name",
        "'ipv4':'192.0.2.1','ehlo_name':'a b.example' | ehlo_name",
        "'ipv4':'192.0.2.1','weight':0 | weight",
        "'ipv4':'192.0.2.1','state':'gone' | state",
        "'ipv4':'192.0.2.1','limits':{'*':'speed=5'} | limits.*",
        "'ipv4':'192.0.2.1','limits':{'A B':'connections=5'} | limits.A B",
      },
      quoteCharacter = '~')
  void shouldRefuseASourceThatBreaksARule(String fields, String field) {
    assertThatThrownBy(() -> source("mail-1", fields.equals("''") ? "" : fields))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'sources':[] | sources",
        "'sources':['a','a'] | sources",
        "'sources':['No Name'] | sources[0]",
        "'sources':['a'],'selection':'best' | selection",
        "'sources':['a'],'sender_domains':['..'] | sender_domains[0]",
      },
      quoteCharacter = '~')
  void shouldRefuseAPoolThatBreaksARule(String fields, String field) {
    assertThatThrownBy(() -> pool("news", fields))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void shouldBelongToThePlatformAndLeaveTheSettingsTheirName() {
    var json = ControlJson.read("{\"ipv4\":\"192.0.2.1\"}");

    assertThatThrownBy(() -> KINDS.read(new ControlKey("egress-source", "acme", "a"), 0, json))
        .hasMessageContaining("belong to the platform");
    assertThatThrownBy(() -> KINDS.read(EgressSource.key("default"), 0, json))
        .hasMessageContaining("the settings describe");
    assertThatThrownBy(() -> KINDS.read(EgressSource.key("No Name"), 0, json))
        .hasMessageContaining("lower-case");
    assertThat(EgressKinds.ALL).allMatch(kind -> kind.isOfPlatform() && !kind.hasOwnOperations());
  }

  @Test
  void shouldRefuseAPoolOfWhatIsNotThere() {
    var fixture = new EgressFixture().with(source("mail-1", FULL));

    assertThat(refusal(fixture, pool("news", "'sources':['mail-1','default']"))).isEmpty();
    assertThat(refusal(fixture, pool("news", "'sources':['mail-9']"))).contains("mail-9");
    assertThat(refusal(fixture, pool("news", "'sources':['mail-1'],'tenants':['nobody']")))
        .contains("no tenant nobody");
    assertThat(refusal(fixture, pool("news", "'sources':['mail-1'],'tenants':['default']")))
        .isEmpty();
  }

  @Test
  void shouldBindNobodyToTwoPools() {
    var fixture =
        new EgressFixture()
            .with(
                source("mail-1", FULL),
                Tenant.of("acme"),
                pool(
                    "one",
                    "'sources':['mail-1'],'tenants':['acme'],'sender_domains':['a.example']"));

    assertThat(refusal(fixture, pool("two", "'sources':['mail-1'],'tenants':['acme']")))
        .contains("egress pool one has acme already");
    assertThat(refusal(fixture, pool("two", "'sources':['mail-1'],'sender_domains':['a.example']")))
        .contains("egress pool one has a.example already");
    assertThat(refusal(fixture, pool("one", "'sources':['mail-1'],'tenants':['acme']"))).isEmpty();
  }

  @Test
  void shouldKeepWhatOthersNeed() {
    Stream stream = aStream("default", "news").lane(Lane.BULK).egressPool("news").build();
    EgressSource source = source("mail-1", FULL);
    EgressPool pool = pool("news", "'sources':['mail-1']");
    var fixture = new EgressFixture().with(source, pool, stream);

    assertThat(KINDS.judgeDelete(fixture.state(), source).orElseThrow().toString())
        .contains("egress pool news names it");
    assertThat(KINDS.judgeDelete(fixture.state(), pool).orElseThrow().toString())
        .contains("stream default/news names it");
    var without = new EgressFixture().with(source, pool);
    assertThat(KINDS.judgeDelete(without.state(), pool)).isEmpty();
    assertThat(KINDS.judgeDelete(new EgressFixture().with(source).state(), source)).isEmpty();
  }

  private static String refusal(EgressFixture fixture, EgressPool pool) {
    return KINDS.judgePut(fixture.state(), pool).map(Object::toString).orElse("");
  }
}
