package relay.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.audit.Actor;
import relay.domain.contacts.Consent;
import relay.domain.contacts.ConsentSource;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactOutcome;
import relay.domain.contacts.ContactSchema;
import relay.domain.contacts.Contacts;
import relay.domain.contacts.InMemoryContactDesk;
import relay.domain.tenancy.TenancyKinds;

/** Who was asked and does not answer in time leaves the list, where the campaign says so. */
class RepermissionRoundTest {
  private final CampaignWorld world = new CampaignWorld();
  private final InMemoryContactDesk contacts = new InMemoryContactDesk();
  private final List<String> silent = new ArrayList<>();
  private final List<Instant> deadlines = new ArrayList<>();
  private final RepermissionRound round =
      new RepermissionRound(
          world.store,
          (campaign, before, most) -> {
            deadlines.add(before);
            return silent.stream()
                .filter(id -> state(id) == ConsentState.CONFIRMED)
                .limit(most)
                .toList();
          },
          contacts,
          Actor.system("relay.example"),
          world::now);

  @BeforeEach
  void begin() {
    world.make(
        TenancyKinds.STREAM, "acme", "seen", "{\"lane\":\"bulk\",\"tracking\":\"identified\"}");
    contacts.declaring(ContactSchema.of(world.store.state(), "acme"));
    for (int i = 0; i < 2; i++) {
      var fields = Contacts.fields("{\"address\":\"c" + i + "@example.org\"}");
      Contact made =
          ((ContactOutcome.Done) contacts.create("acme", fields, CampaignWorld.ANN)).contact();
      contacts.consent(
          "acme",
          made.id(),
          Contacts.NEWS,
          Contacts.consent(Contacts.NEWS, ConsentState.CONFIRMED, ConsentSource.FORM),
          CampaignWorld.ANN);
      silent.add(made.id());
    }
  }

  private ConsentState state(String id) {
    return contacts.find("acme", id).orElseThrow().consents().get("news");
  }

  private void asked(String then) {
    world.contacts(1);
    world.draft(
        "still-there",
        ",\"sunset\":{\"inactive_days\":90,\"mails\":5},\"repermission\":{\"wait\":\"P14D\""
            + then
            + "}");
    world.running("still-there");
  }

  @Test
  void shouldTakeThemOffTheListWithAProof() {
    asked(",\"then\":\"unsubscribe\"");

    assertThat(round.look()).isFalse();

    assertThat(deadlines).containsExactly(world.now().minus(Duration.ofDays(14)));
    assertThat(silent).allMatch(id -> state(id) == ConsentState.UNSUBSCRIBED);
    List<Consent> proofs = contacts.proofs("acme", silent.get(0)).orElseThrow();
    Consent proof = proofs.get(proofs.size() - 1);
    assertThat(proof.source()).isEqualTo(ConsentSource.NO_ANSWER);
    assertThat(proof.origin()).startsWith("campaign still-there of 2026-01-01T");
    assertThat(round.look()).isFalse();
    assertThat(contacts.proofs("acme", silent.get(0)).orElseThrow()).hasSameSizeAs(proofs);
  }

  @Test
  void shouldLeaveThemAloneWhereTheCampaignDoesNotSaySo() {
    asked("");

    round.look();

    assertThat(deadlines).isEmpty();
    assertThat(silent).allMatch(id -> state(id) == ConsentState.CONFIRMED);
  }

  @Test
  void shouldAskNoMoreWhenTheLastTimeIsOver() {
    asked(",\"then\":\"unsubscribe\"");
    silent.clear();
    Shard all = new Shard(1, 10);
    world.ledger.inactive.add("000001");
    world.chunk(world.campaign("still-there"), all, 10);
    world.ledger.fate(world.queues.mails().get(0).entry().mail(), MailFate.DELIVERED);
    world.round().look();
    assertThat(world.campaign("still-there").state()).isEqualTo(CampaignState.FINISHED);
    round.look();
    world.pass(Duration.ofDays(15));
    round.look();
    int asked = deadlines.size();

    round.look();

    assertThat(asked).isEqualTo(2);
    assertThat(deadlines).hasSize(asked);
  }
}
