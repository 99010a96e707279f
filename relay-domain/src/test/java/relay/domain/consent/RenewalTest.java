package relay.domain.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.consent.ConsentLaboratory.HERE;
import static relay.domain.consent.ConsentLaboratory.OFFERS;

import java.util.List;
import org.junit.jupiter.api.Test;
import relay.domain.contacts.Consent;
import relay.domain.contacts.ConsentSource;
import relay.domain.contacts.ConsentState;
import relay.domain.unsubscribe.LinkOutcome;

/** Who was inactive says by a link that he still wants a list. */
class RenewalTest {
  private final ConsentLaboratory laboratory = new ConsentLaboratory();

  private LinkOutcome confirm(String word) {
    return laboratory.confirmations.confirm(word, HERE).outcome();
  }

  private List<Consent> proofs() {
    return laboratory.contacts.proofs("acme", laboratory.ann.id()).orElseThrow();
  }

  @Test
  void shouldMakeANewProofAndNothingByLooking() {
    laboratory.chose(OFFERS, ConsentState.CONFIRMED);
    String word = laboratory.renewWord();
    laboratory.passDays(10);

    assertThat(laboratory.confirmations.look(word, HERE).outcome()).isEqualTo(LinkOutcome.DONE);
    assertThat(proofs()).hasSize(1);
    assertThat(confirm(word)).isEqualTo(LinkOutcome.DONE);

    assertThat(proofs()).hasSize(2);
    Consent proof = proofs().get(1);
    assertThat(proof.source()).isEqualTo(ConsentSource.RENEWAL);
    assertThat(proof.at()).isEqualTo(laboratory.now());
    assertThat(proof.ip()).contains(HERE.getHostAddress());
    assertThat(proof.wording()).isEqualTo("ask@3");
    assertThat(proof.origin()).isEqualTo("campaign still-there of 2026-01-31T12:00:00Z");
  }

  @Test
  void shouldMakeOneProofHoweverOftenItIsPressed() {
    laboratory.chose(OFFERS, ConsentState.CONFIRMED);
    String word = laboratory.renewWord();

    for (int i = 0; i < 3; i++) {
      assertThat(confirm(word)).isEqualTo(LinkOutcome.DONE);
    }

    assertThat(proofs()).hasSize(2);
  }

  @Test
  void shouldBringNobodyBackWhoLeftSince() {
    laboratory.chose(OFFERS, ConsentState.CONFIRMED);
    String word = laboratory.renewWord();
    laboratory.chose(OFFERS, ConsentState.UNSUBSCRIBED);

    assertThat(confirm(word)).isEqualTo(LinkOutcome.FORGOTTEN);
    assertThat(laboratory.state(OFFERS)).contains(ConsentState.UNSUBSCRIBED);
  }

  @Test
  void shouldCountAsLongAsTheCampaignSaid() {
    laboratory.chose(OFFERS, ConsentState.CONFIRMED);
    String word = laboratory.renewWord();

    laboratory.passDays(14);
    assertThat(laboratory.confirmations.look(word, HERE).outcome()).isEqualTo(LinkOutcome.DONE);
    laboratory.passDays(1);
    assertThat(confirm(word)).isEqualTo(LinkOutcome.EXPIRED);
  }

  @Test
  void shouldDoNothingForAContactThatIsNoMore() {
    String word = laboratory.renewWord();
    laboratory.forget();

    assertThat(confirm(word)).isEqualTo(LinkOutcome.FORGOTTEN);
  }
}
