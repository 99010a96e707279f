package relay.domain.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.egress.EgressFixture.pool;
import static relay.domain.egress.EgressFixture.source;

import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.brake.BrakeScope;
import relay.domain.brake.MailTraits;
import relay.domain.queue.MailBuilder;
import relay.domain.tenancy.StreamBuilder;
import relay.domain.tenancy.Tenant;

class LeavingMailTest {
  private final EgressFixture fixture =
      new EgressFixture()
          .has("127.0.0.2", "127.0.0.3")
          .with(
              Tenant.of("acme"),
              source("one", "'ipv4':'127.0.0.2'"),
              source("two", "'ipv4':'127.0.0.3'"),
              source("idle", "'ipv4':'127.0.0.3','state':'draining'"));

  @Test
  void shouldNameTheUsableSourcesOfThePoolInItsOrder() {
    fixture.with(pool("p", "'sources':['two','idle','one'],'sender_domains':['acme.example']"));

    assertThat(leaving().sourcesOf(mail("shop.acme.example"))).containsExactly("two", "one");
    assertThat(leaving().sourcesOf(mail("x.example"))).containsExactly("default");
  }

  @Test
  void shouldNameThemAllWhereNoneCanBeUsed() {
    fixture.with(pool("p", "'sources':['idle'],'tenants':['acme']"));

    assertThat(leaving().sourcesOf(mail("x.example"))).containsExactly("idle");
  }

  @Test
  void shouldTellWhichMailMayLeaveFromASource() {
    fixture.with(
        pool("p", "'sources':['one'],'sender_domains':['acme.example']"),
        pool("q", "'sources':['one','two'],'tenants':['acme']"),
        pool("r", "'sources':['two']"),
        StreamBuilder.aStream("acme", "news").egressPool("r").build());

    assertThat(leaving().of("one"))
        .containsExactlyInAnyOrder(
            BrakeScope.ofSenderDomain("acme.example"),
            BrakeScope.ofSenderDomain("*.acme.example"),
            BrakeScope.ofTenant("acme"));
    assertThat(leaving().of("two"))
        .containsExactlyInAnyOrder(
            BrakeScope.ofStream("acme", "news"), BrakeScope.ofTenant("acme"));
    assertThat(leaving().of("idle")).isEmpty();
    assertThat(leaving().of("default")).containsExactly(BrakeScope.EVERYTHING);
  }

  private LeavingMail leaving() {
    return new LeavingMail(fixture.desk(new Random(1)));
  }

  private static MailTraits mail(String senderDomain) {
    return new MailTraits("acme", "other", "", senderDomain, MailBuilder.ID, MailBuilder.NOON);
  }
}
