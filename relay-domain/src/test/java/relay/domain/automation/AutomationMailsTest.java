package relay.domain.automation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.campaign.LetterWriter;
import relay.domain.campaign.LetterWriter.Writing;
import relay.domain.consent.ConsentAddresses;
import relay.domain.control.ControlJson;
import relay.domain.identity.ReturnPaths;
import relay.domain.queue.QueuedMail;
import relay.domain.settings.Settings;
import relay.domain.template.TemplateKind;
import relay.domain.template.TemplateSettings;
import relay.domain.template.Templates;
import relay.domain.tracking.TestTracking;

class AutomationMailsTest {
  private final AutomationWorld world = new AutomationWorld();
  private final TemplateSettings limits =
      TemplateSettings.from(Settings.of(TemplateSettings.ALL, Map.of(), Map.of()));
  private final AutomationMails mails =
      new AutomationMails(
          world.store,
          new LetterWriter(
              new Templates(world.store, () -> limits),
              ReturnPaths.NONE,
              TestTracking.none(),
              ConsentAddresses.NONE,
              "relay.example"));
  private QueuedMail queued;

  @BeforeEach
  void queue() {
    world.make(
        TemplateKind.TEMPLATE,
        "order",
        "{\"subject\":\"Order {{event.number}}\",\"text\":\"Thanks {{#event.items}}{{.}};{{/event.items}}\"}");
    world.templates.publish(
        world.templates.find("acme", "order").orElseThrow(), AutomationWorld.ANN);
    world.active(
        "thanks",
        "{\"send\":{\"template\":\"order\",\"from\":\"Shop <shop@acme.example>\","
            + "\"reply_to\":\"help@acme.example\"}}",
        "");
    String ann = world.contact("ann@example.org", "");
    world.desk.tell(
        "acme",
        ann,
        new ContactEvent("go", "1", ControlJson.read("{\"number\":17,\"items\":[\"a\",\"b\"]}")));
    world.settle();
    queued = world.queues.take();
  }

  @Test
  void shouldBeWrittenOfTheContactAndTheEvent() throws IOException {
    var written = (Writing.Written) mails.write(queued);

    assertThat(new String(written.mail().content().open().readAllBytes(), StandardCharsets.UTF_8))
        .contains(
            "Subject: Order 17\r\n",
            "From: Shop <shop@acme.example>\r\n",
            "Reply-To: help@acme.example\r\n",
            "To: ann@example.org\r\n",
            "Thanks a;b;");
  }

  @Test
  void shouldWaitWhilePausedAndNotGoOnceItEnded() throws IOException {
    world.desk.order("acme", "thanks", AutomationOrder.PAUSE, AutomationWorld.ANN);
    assertThat(mails.write(queued)).isEqualTo(new Writing.NotNow("the automation is paused"));

    world.desk.order("acme", "thanks", AutomationOrder.END, AutomationWorld.ANN);
    assertThat(mails.write(queued)).isEqualTo(new Writing.Refused("the automation ended"));
  }
}
