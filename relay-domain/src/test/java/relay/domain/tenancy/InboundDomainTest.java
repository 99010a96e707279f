package relay.domain.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.control.ControlKey;
import relay.domain.control.InvalidField;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.tenancy.InboundPlace.Feedback;
import relay.domain.tenancy.InboundPlace.Forwarded;
import relay.domain.tenancy.InboundPlace.Queued;
import relay.domain.tenancy.InboundPlace.Refused;
import relay.domain.tenancy.InboundPlace.Relayed;

class InboundDomainTest {
  private static final DomainName NAME = DomainName.of("bounce.acme.example");
  private static final ControlKey KEY = InboundDomain.key("acme", NAME);
  private static final String TOKEN = "2gnuj3qqqgaaaaaaaaaaahqaimrqmmzm";
  private static final EmailAddress ANN = EmailAddress.parse("ann@corp.example");

  private static InboundDomain domain(boolean feedback, OtherMail other) {
    return new InboundDomain(
        "acme",
        NAME,
        1,
        feedback,
        Optional.of(ANN),
        other,
        Optional.of(ANN),
        Optional.of("app.in"),
        Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "fbl,COMPLAINT",
    "FBL,COMPLAINT",
    "unsubscribe,UNSUBSCRIBE",
    "dmarc,DMARC_REPORT",
    "TlsRpt,TLS_REPORT"
  })
  void shouldKnowItsFeedbackAddressesInAnyLetters(String local, FeedbackAddress address) {
    assertThat(domain(true, OtherMail.REFUSE).place(local)).isEqualTo(new Feedback(address, ""));
    assertThat(domain(false, OtherMail.REFUSE).place(local)).isEqualTo(new Refused());
  }

  @Test
  void shouldTakeTheTokenOutOfAReturnPath() {
    InboundDomain domain = domain(true, OtherMail.REFUSE);

    assertThat(domain.place("b-" + TOKEN)).isEqualTo(new Feedback(FeedbackAddress.BOUNCE, TOKEN));
    assertThat(domain.place("U-" + TOKEN.toUpperCase(Locale.ROOT)))
        .isEqualTo(new Feedback(FeedbackAddress.UNSUBSCRIBE, TOKEN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b-",
        "b",
        "b-short2",
        "b-abcdefghijklmnopqrstuvwxyzabcdef",
        "b-2gnuj3qqqgaaaaaaaaaaahqaimrqmmzm2",
        "b-2gnuj3qqqgaaaaaaaaaaahqaimrqmmz1",
        "x-2gnuj3qqqgaaaaaaaaaaahqaimrqmmzm",
        "\"b-2gnuj3qqqgaaaaaaaaaaahqaimrqmmzm\"",
        "fbl+x",
        "fblx"
      })
  void shouldTakeNothingElseForAFeedbackAddress(String local) {
    assertThat(domain(true, OtherMail.REFUSE).place(local)).isEqualTo(new Refused());
  }

  @ParameterizedTest
  @ValueSource(strings = {"postmaster", "Postmaster", "abuse", "ABUSE"})
  void shouldForwardTheRolesThatEveryDomainHasToAPerson(String role) {
    assertThat(domain(true, OtherMail.REFUSE).place(role)).isEqualTo(new Forwarded(ANN));
    assertThat(domain(false, OtherMail.RELAY).place(role)).isEqualTo(new Forwarded(ANN));
    assertThat(new InboundDomain("acme", NAME, 1).place(role)).isEqualTo(new Relayed());
  }

  @Test
  void shouldDoWithOtherMailWhatItSays() {
    assertThat(domain(true, OtherMail.RELAY).place("bob")).isEqualTo(new Relayed());
    assertThat(domain(true, OtherMail.FORWARD).place("bob")).isEqualTo(new Forwarded(ANN));
    assertThat(domain(true, OtherMail.QUEUE).place("bob")).isEqualTo(new Queued("app.in"));
    assertThat(domain(true, OtherMail.REFUSE).place("bob")).isEqualTo(new Refused());
  }

  @ParameterizedTest
  @EnumSource(OtherMail.class)
  void shouldComeBackFromItsDocument(OtherMail other) {
    InboundDomain domain = domain(other == OtherMail.QUEUE, other);

    JsonObject document = TenancyKinds.INBOUND_DOMAIN.write(domain);

    assertThat(TenancyKinds.INBOUND_DOMAIN.read(KEY, 1, document)).isEqualTo(domain);
  }

  @Test
  void shouldKeepMailForItsServersWhereItSaysSo() {
    InboundDomain read = read("{\"backup\":true,\"store_for\":\"P7D\"}");

    assertThat(read.backup().orElseThrow().storeFor()).contains(Duration.ofDays(7));
    assertThat(TenancyKinds.INBOUND_DOMAIN.read(KEY, 1, TenancyKinds.INBOUND_DOMAIN.write(read)))
        .isEqualTo(read);
    assertThat(read("{\"backup\":true}").backup().orElseThrow().storeFor()).isEmpty();
    assertThat(read("{\"backup\":false}")).isEqualTo(new InboundDomain("acme", NAME, 1));
    assertThat(read.isSorted()).isFalse();
    assertThat(Tenancies.with(read).hasBackups()).isTrue();
  }

  /** Documents of earlier versions have no field at all. */
  @Test
  void shouldRelayEverythingWhenItSaysNothing() {
    InboundDomain read = read("{}");

    assertThat(read).isEqualTo(new InboundDomain("acme", NAME, 1));
    assertThat(read.isSorted()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'other_mail':'forward'}|forward_to",
        "{'other_mail':'forward','forward_to':'bob@bounce.acme.example'}|forward_to",
        "{'other_mail':'forward','forward_to':'bob'}|forward_to",
        "{'other_mail':'queue'}|queue",
        "{'other_mail':'queue','queue':'relay.otp'}|queue",
        "{'other_mail':'queue','queue':'relay'}|queue",
        "{'other_mail':'queue','queue':'a b'}|queue",
        "{'other_mail':'away'}|other_mail",
        "{'contact':'postmaster@bounce.acme.example'}|contact",
        "{'contact':'Abuse@BOUNCE.acme.example'}|contact",
        "{'contact':'ann@bounce.acme.example','other_mail':'refuse'}|contact",
        "{'feedback':'yes'}|feedback",
        "{'backup':'yes'}|backup",
        "{'backup':true,'other_mail':'refuse'}|backup",
        "{'backup':true,'store_for':'P40D'}|store_for",
        "{'store_for':'P4D'}|store_for"
      })
  void shouldRefuseWhatCannotWork(String json, String field) {
    assertThatThrownBy(() -> read(json.replace('\'', '"')))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining(field);
  }

  @Test
  void shouldChooseTheFeedbackDomainThatIsNearestToTheSender() {
    Tenancy tenancy =
        Tenancies.with(
            new InboundDomain("default", DomainName.of("b.other.example"), 1),
            feedback("default", "b.shop.example"),
            feedback("default", "bounce.news.shop.example"),
            feedback("acme", "b.acme.example"));

    assertThat(feedbackDomain(tenancy, "default", "news.shop.example"))
        .contains("bounce.news.shop.example");
    assertThat(feedbackDomain(tenancy, "default", "shop.example")).contains("b.shop.example");
    assertThat(feedbackDomain(tenancy, "default", "far.away.test")).isPresent();
    assertThat(feedbackDomain(tenancy, "acme", "shop.example")).contains("b.acme.example");
    assertThat(feedbackDomain(tenancy, "nobody", "shop.example")).isEmpty();
    assertThat(tenancy.sortsInbound()).isTrue();
    assertThat(Tenancy.EMPTY.sortsInbound()).isFalse();
  }

  private static Optional<String> feedbackDomain(Tenancy tenancy, String tenant, String sender) {
    return tenancy.feedbackDomain(tenant, DomainName.of(sender)).map(DomainName::ascii);
  }

  private static InboundDomain feedback(String tenant, String name) {
    return new InboundDomain(
        tenant,
        DomainName.of(name),
        1,
        true,
        Optional.empty(),
        OtherMail.REFUSE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static InboundDomain read(String json) {
    try (var reader = Json.createReader(new StringReader(json))) {
      return TenancyKinds.INBOUND_DOMAIN.read(KEY, 1, reader.readObject());
    }
  }
}
