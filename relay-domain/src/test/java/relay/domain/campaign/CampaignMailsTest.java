package relay.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.tenancy.StreamBuilder.aStream;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.campaign.LetterWriter.Writing;
import relay.domain.consent.ConsentAddresses;
import relay.domain.consent.ConsentLink;
import relay.domain.consent.ConsentLinks;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlKey;
import relay.domain.identity.IdentityTokens;
import relay.domain.identity.ReturnPaths;
import relay.domain.identity.TestTokens;
import relay.domain.identity.TokenVerdict.Genuine;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.queue.QueuedMail;
import relay.domain.settings.Settings;
import relay.domain.template.TemplateKind;
import relay.domain.template.TemplateSettings;
import relay.domain.template.Templates;
import relay.domain.tenancy.InboundDomain;
import relay.domain.tenancy.OtherMail;
import relay.domain.tenancy.ReturnPathForm;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.TrackingMode;
import relay.domain.tracking.LinkVerdict;
import relay.domain.tracking.TestTracking;
import relay.domain.tracking.TrackedLink;
import relay.domain.tracking.TrackedLinks;
import relay.domain.tracking.TrackedRecipient;
import relay.domain.tracking.VisitKind;
import relay.domain.unsubscribe.UnsubscribeSettings;

/** The mails of campaigns as they leave. */
class CampaignMailsTest {
  private static final EmailAddress C1 = EmailAddress.parse("c1@example.org");
  private final CampaignWorld world = new CampaignWorld();
  private final IdentityTokens tokens = TestTokens.of(1);
  private final TemplateSettings limits =
      TemplateSettings.from(Settings.of(TemplateSettings.ALL, Map.of(), Map.of()));
  private final TrackedLinks links = TestTracking.links(2);
  private final ConsentLinks consents = new ConsentLinks(() -> tokens);
  private UnsubscribeSettings reach =
      new UnsubscribeSettings(Optional.of(URI.create(TestTracking.BASE)), 60, 8);
  private final CampaignMails mails =
      new CampaignMails(
          world.store,
          new LetterWriter(
              new Templates(world.store, () -> limits),
              new ReturnPaths(
                  () -> tokens,
                  () -> new Tenancy(world.store.state()),
                  () -> Optional.of(URI.create("https://mail.example.com/"))),
              TestTracking.of(links, () -> new Tenancy(world.store.state()), () -> world.now()),
              new ConsentAddresses(consents, () -> reach),
              "relay.example"));

  private QueuedMail queued(String more) {
    world.contacts(1);
    world.draft("spring", more);
    Campaign campaign = world.running("spring");
    world.chunk(campaign, new Shard(1, 1), 1);
    return world.queues.mails().get(0);
  }

  private Writing.Written written(QueuedMail queued) throws IOException {
    return (Writing.Written) mails.write(queued);
  }

  private static String text(Writing.Written written) throws IOException {
    return new String(written.mail().content().open().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void shouldBeAWholeMail() throws IOException {
    QueuedMail queued = queued(",\"reply_to\":\"Help <help@acme.example>\"");

    String mail = text(written(queued));

    assertThat(mail)
        .contains(
            "From: News <news@acme.example>\r\n",
            "Reply-To: Help <help@acme.example>\r\n",
            "To: c1@example.org\r\n",
            "Subject: Hi Contact 1\r\n",
            "Date: Thu, 1 Jan 2026 12:00:00 +0000\r\n",
            "Message-ID: <" + queued.entry().mail() + "@relay.example>\r\n",
            "MIME-Version: 1.0\r\n",
            "<p>Dear Contact 1</p>",
            "Dear Contact 1");
    assertThat(mail.split("\r\n\r\n", 2)[0]).doesNotContain("X-Campaign", "template_version");
    assertThat(mail).doesNotContain("List-Unsubscribe").doesNotContain("X-Relay-Token");
  }

  @Test
  void shouldLeadTheRecipientToHisPreferencesWithoutTrackingThat() throws IOException {
    world.put(aStream("acme", "seen").lane(Lane.BULK).tracking(TrackingMode.IDENTIFIED).build());
    correct("{\"subject\":\"Hi\",\"html\":\"<a href=\\\"{{preferences_url}}\\\">choose</a>\"}");
    QueuedMail queued = queued(",\"stream\":\"seen\"");

    String mail = text(written(queued)).replace("=\r\n", "").replace("=3D", "=");

    assertThat(mail).contains("href=\"" + TestTracking.BASE + "preferences/");
    String word = mail.replaceAll("(?s).*?/preferences/([A-Za-z0-9_-]+).*", "$1");
    assertThat(consents.read(word))
        .contains(
            new ConsentLink.Choosing(
                "acme", C1, queued.acceptedAt(), Optional.of(queued.entry().mail())));
  }

  @Test
  void shouldLeadTheRecipientToThePageThatUnsubscribesHim() throws IOException {
    correct("{\"subject\":\"Hi\",\"text\":\"{{unsubscribe_url}}\"}");
    QueuedMail queued = queued("");

    assertThat(text(written(queued)).replace("=\r\n", "").replace("=3D", "="))
        .contains(TestTracking.BASE + "u/" + tokens.make(queued.entry().mail(), 0));
  }

  @Test
  void shouldLeaveTheLinkOutWhereItWouldLeadNowhere() throws IOException {
    reach = new UnsubscribeSettings(Optional.empty(), 60, 8);
    correct("{\"subject\":\"Hi\",\"text\":\"{{#preferences_url}}choose{{/preferences_url}}.\"}");

    assertThat(text(written(queued("")))).doesNotContain("choose", "preferences/");
  }

  private QueuedMail asking() {
    world.put(aStream("acme", "seen").lane(Lane.BULK).tracking(TrackingMode.IDENTIFIED).build());
    world.contacts(1);
    world.ledger.inactive.add("000001");
    world.draft(
        "spring",
        ",\"stream\":\"seen\",\"sunset\":{\"inactive_days\":90,\"mails\":5},"
            + "\"repermission\":{\"wait\":\"P14D\"}");
    world.chunk(world.running("spring"), new Shard(1, 1), 1);
    return world.queues.mails().get(0);
  }

  @Test
  void shouldAskTheInactiveByALinkThatIsNotTracked() throws IOException {
    correct("{\"subject\":\"Hi\",\"html\":\"<a href=\\\"{{confirm_url}}\\\">yes</a>\"}");
    QueuedMail queued = asking();

    String mail = text(written(queued)).replace("=\r\n", "").replace("=3D", "=");

    assertThat(mail).contains("href=\"" + TestTracking.BASE + "confirm/");
    String word = mail.replaceAll("(?s).*?/confirm/([A-Za-z0-9_-]+).*", "$1");
    assertThat(consents.read(word))
        .contains(
            new ConsentLink.Renewing(
                "acme",
                C1,
                "news",
                "spring",
                queued.acceptedAt(),
                queued.acceptedAt().plus(java.time.Duration.ofDays(14)),
                "spring@2"));
    assertThat(text(written(queued))).isEqualTo(text(written(queued)));
  }

  @Test
  void shouldAskNobodyWhoCouldNotAnswer() throws IOException {
    QueuedMail queued = asking();

    assertThat(mails.write(queued))
        .isEqualTo(new Writing.Refused("template spring does not show {{confirm_url}}"));
    reach = new UnsubscribeSettings(Optional.empty(), 60, 8);
    assertThat(mails.write(queued)).isInstanceOf(Writing.NotNow.class);
  }

  @Test
  void shouldBeTheSameOctetsEachTime() throws IOException {
    QueuedMail queued = queued("");

    assertThat(text(written(queued))).isEqualTo(text(written(queued)));
  }

  @Test
  void shouldCarryTokenAndUnsubscribingAsMailsOfItsStreamDo() throws IOException {
    world.put(
        aStream("acme", "weekly")
            .lane(Lane.BULK)
            .returnPath(ReturnPathForm.TOKEN)
            .unsubscribe()
            .build());
    world.put(
        new InboundDomain(
            "acme",
            DomainName.of("bounce.acme.example"),
            1,
            true,
            Optional.empty(),
            OtherMail.REFUSE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    QueuedMail queued = queued(",\"stream\":\"weekly\"");

    Writing.Written written = written(queued);

    String token = tokens.make(queued.entry().mail(), 0);
    assertThat(text(written))
        .contains(
            "X-Relay-Token: " + token + "\r\n",
            "List-Unsubscribe: <https://mail.example.com/u/" + token + ">",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
            "Message-ID: <" + token + "@relay.example>\r\n");
    assertThat(written.mail().outgoing().sender())
        .hasToString("b-" + token + "@bounce.acme.example");
    assertThat(tokens.check(token, world.now()))
        .isInstanceOfSatisfying(
            Genuine.class, g -> assertThat(g.mail()).isEqualTo(queued.entry().mail()));
  }

  @Test
  void shouldTrackTheLinksOfAStreamThatWantsIt() throws IOException {
    world.put(aStream("acme", "told").lane(Lane.BULK).tracking(TrackingMode.IDENTIFIED).build());
    QueuedMail queued = queued(",\"stream\":\"told\"");
    correct("{\"subject\":\"Hi\",\"html\":\"<p><a href='https://acme.example/a?b=1'>A</a></p>\"}");
    Campaign campaign = world.campaign("spring");
    world.store.apply(
        new ControlChange.Replace(
            campaign.with(campaign.plan().withVersion(2, campaign.plan().variants()))),
        CampaignWorld.ANN);

    String mail = text(written(queued)).replace("=\r\n", "").replace("=3D", "=");

    TrackedLink link = link(mail, "<a href='" + TestTracking.BASE + "c/");
    assertThat(link.target()).isEqualTo("https://acme.example/a?b=1");
    assertThat(link.owner().campaign()).isEqualTo("spring");
    assertThat(link.recipient()).contains(new TrackedRecipient(queued.entry().mail(), C1));
    assertThat(link(mail, "<img src=\"" + TestTracking.BASE + "o/").kind())
        .isEqualTo(VisitKind.OPEN);
  }

  private TrackedLink link(String mail, String before) {
    int start = mail.indexOf(before);
    assertThat(start).as("%s in %s", before, mail).isNotNegative();
    String word = mail.substring(start + before.length()).split("['\"]", 2)[0];
    return ((LinkVerdict.Genuine) links.check(word, world.now())).link();
  }

  @Test
  void shouldTrackNothingInOtherStreams() throws IOException {
    QueuedMail queued = queued("");

    assertThat(text(written(queued))).doesNotContain(TestTracking.BASE);
  }

  @Test
  void shouldBeWrittenAnewFromACorrectedVersion() throws IOException {
    QueuedMail queued = queued("");
    correct("{\"subject\":\"Sorry {{name}}\",\"text\":\"Dear {{name}}\"}");

    assertThat(text(written(queued))).contains("Subject: Hi Contact 1");
    Campaign campaign = world.campaign("spring");
    world.store.apply(
        new ControlChange.Replace(
            campaign.with(campaign.plan().withVersion(2, campaign.plan().variants()))),
        CampaignWorld.ANN);

    assertThat(text(written(queued))).contains("Subject: Sorry Contact 1");
  }

  private void correct(String template) {
    var before = world.templates.find("acme", "spring").orElseThrow();
    world.store.apply(
        new ControlChange.Replace(
            TemplateKind.TEMPLATE.read(
                before.key(), before.version(), relay.domain.control.ControlJson.read(template))),
        CampaignWorld.ANN);
    world.publish();
  }

  @Test
  void shouldRefuseTheRecipientWhoLacksAValueThatTheTemplateNeeds() throws IOException {
    correct("{\"subject\":\"Hi\",\"text\":\"Your code is {{code}}\",\"missing\":\"refuse\"}");
    QueuedMail queued = queued(",\"template_version\":2");

    assertThat(mails.write(queued))
        .isInstanceOfSatisfying(
            Writing.Refused.class, refused -> assertThat(refused.why()).contains("code"));
  }

  @Test
  void shouldWaitWhileItsVersionIsWithdrawn() throws IOException {
    QueuedMail queued = queued("");
    world.templates.withdraw(world.templates.versions("acme", "spring"), CampaignWorld.ANN);

    assertThat(mails.write(queued)).isInstanceOf(Writing.NotNow.class);
  }

  @Test
  void shouldNotBeWrittenForACampaignThatWasStoppedOrRemoved() throws IOException {
    QueuedMail queued = queued("");
    world.order("spring", CampaignTurn.PAUSE);
    assertThat(mails.write(queued)).isInstanceOf(Writing.NotNow.class);
    world.order("spring", CampaignTurn.STOP);

    assertThat(mails.write(queued)).isInstanceOf(Writing.Refused.class);
    world.ledger.fate(queued.entry().mail(), MailFate.DISCARDED);
    world.round().look();
    assertThat(mails.write(queued)).isInstanceOf(Writing.Refused.class);
    world.store.apply(
        new ControlChange.Delete(new ControlKey("campaign", "acme", "spring"), 0),
        CampaignWorld.ANN);
    assertThat(mails.write(queued)).isInstanceOf(Writing.Refused.class);
  }

  @Test
  void shouldNotBeWrittenByAnotherCampaignOfTheSameName() throws IOException {
    QueuedMail first = queued("");
    world.ledger.fate(first.entry().mail(), MailFate.DELIVERED);
    world.round().look();
    world.store.apply(
        new ControlChange.Delete(new ControlKey("campaign", "acme", "spring"), 0),
        CampaignWorld.ANN);
    world.pass(java.time.Duration.ofSeconds(1));
    world.draft("spring", "");
    world.running("spring");

    assertThat(mails.write(first)).isInstanceOf(Writing.Refused.class);
  }

  @Test
  void shouldLetNoValueOfAContactIntoTheHeader() throws IOException {
    world.contacts(1);
    var contact = world.ledger.contacts.get("000001");
    world.ledger.contacts.put(
        "000001",
        new relay.domain.contacts.Contact(
            "acme",
            "1",
            new relay.domain.contacts.ContactFields(
                contact.fields().address(),
                Map.of(
                    "name",
                    new relay.domain.contacts.AttributeValue.Text(
                        "x\r\nBcc: eve@example.org\r\n\r\n<script>")),
                Optional.empty(),
                Optional.empty()),
            Map.of(),
            relay.domain.contacts.ContactFrequency.NORMAL,
            CampaignWorld.NOON,
            CampaignWorld.NOON,
            1));
    world.draft("spring", "");
    Campaign campaign = world.running("spring");
    world.chunk(campaign, new Shard(1, 1), 1);

    String mail = text(written(world.queues.mails().get(0)));

    assertThat(mail).contains("&lt;script&gt;");
    assertThat(List.of(mail.split("\r\n\r\n", 2)[0].split("\r\n")))
        .noneMatch(line -> line.startsWith("Bcc:"))
        .allMatch(line -> line.length() < 998);
  }

  @Test
  void shouldHaveTheFormOfTheMailThatItsRecipientDrew() throws IOException {
    world.contacts(40);
    world.make(TemplateKind.TEMPLATE, "acme", "short", "{\"text\":\"Short, {{name}}\"}");
    world.templates.publish(world.templates.find("acme", "short").orElseThrow(), CampaignWorld.ANN);
    world.draft(
        "spring",
        ",\"variants\":{\"a\":{},\"b\":{\"subject\":\"For {{name}}\","
            + "\"from_name\":\"Ann of Acme\"},\"c\":{\"template\":\"short\"}}");
    Campaign campaign = world.running("spring");
    world.chunk(campaign, new Shard(1, 40), 40);

    Map<String, List<QueuedMail>> byForm =
        world.queues.mails().stream()
            .collect(java.util.stream.Collectors.groupingBy(m -> m.owner().variant()));

    assertThat(byForm).containsOnlyKeys("a", "b", "c");
    assertThat(text(written(byForm.get("a").get(0))))
        .contains("Subject: Hi Contact", "From: News <news@acme.example>", "<p>Dear Contact");
    assertThat(text(written(byForm.get("b").get(0))))
        .contains("Subject: For Contact", "From: Ann of Acme <news@acme.example>", "<p>Dear ");
    assertThat(text(written(byForm.get("c").get(0))))
        .contains("Short, Contact")
        .doesNotContain("<p>");
    assertThat(campaign.plan().variants().named("c").orElseThrow().templateVersion()).contains(1);
    assertThat(campaign.plan().variants().named("a").orElseThrow().templateVersion()).isEmpty();
  }
}
