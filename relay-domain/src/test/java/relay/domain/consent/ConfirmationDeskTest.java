package relay.domain.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.consent.ConfirmationDesk.Outcome;
import static relay.domain.consent.ConsentLaboratory.OFFERS;

import org.junit.jupiter.api.Test;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contacts;

class ConfirmationDeskTest {
  private final ConsentLaboratory laboratory = new ConsentLaboratory();
  private final ConfirmationDesk desk =
      new ConfirmationDesk(laboratory.contacts, new InMemoryConfirmations(laboratory::now));

  private Outcome ask(String contact, String list) {
    return desk.ask("acme", contact, list);
  }

  @Test
  void shouldAskOnceMoreWhoIsPending() {
    laboratory.says(OFFERS, ConsentState.PENDING);

    assertThat(ask(laboratory.ann.id(), "offers")).isEqualTo(Outcome.ASKED);
    assertThat(ask(laboratory.ann.id(), "offers")).isEqualTo(Outcome.TOO_OFTEN);
    assertThat(desk.of("acme", laboratory.ann.id(), "offers").orElseThrow()).hasSize(1);
    assertThat(desk.of("acme", laboratory.ann.id(), "news").orElseThrow()).isEmpty();
  }

  @Test
  void shouldAskNobodyElse() {
    String ann = laboratory.ann.id();

    assertThat(ask(ann, "offers")).isEqualTo(Outcome.NOT_PENDING);
    laboratory.chose(OFFERS, ConsentState.CONFIRMED);
    assertThat(ask(ann, "offers")).isEqualTo(Outcome.NOT_PENDING);
    laboratory.says(Contacts.WEEKLY, ConsentState.PENDING);
    assertThat(ask(ann, "weekly")).isEqualTo(Outcome.NOT_ASKING);
    assertThat(ask(ann, "nix")).isEqualTo(Outcome.NO_LIST);
    assertThat(ask("99", "offers")).isEqualTo(Outcome.NO_CONTACT);
    assertThat(desk.of("acme", "99", "offers")).isEmpty();
  }
}
