package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Recipient;
import relay.domain.smtp.SmtpReply;

class RecipientBatchTest {

  @Test
  void shouldTakeAllWhenTheyFit() {
    List<Recipient> open = recipients("a@x.example", "b@y.example");

    assertThat(RecipientBatch.next(open, 2, ServerExtensions.NONE)).isEqualTo(open);
  }

  @Test
  void shouldTakeTheFirstAsManyAsOurLimitAllows() {
    List<Recipient> open = recipients("a@x.example", "b@x.example", "c@x.example");

    assertThat(RecipientBatch.next(open, 2, ServerExtensions.NONE)).isEqualTo(open.subList(0, 2));
  }

  @Test
  void shouldKeepToTheDomainsThatTheServerTakes() {
    List<Recipient> open = recipients("a@x.example", "b@y.example", "c@x.example");
    ServerExtensions server = ServerExtensions.of(List.of("mx", "LIMITS RCPTDOMAINMAX=1"));

    assertThat(RecipientBatch.next(open, 100, server)).containsExactly(open.get(0), open.get(2));
  }

  @ParameterizedTest
  @CsvSource({
    "452, too many recipients, 1, true",
    "452, 4.5.3 too many, 1, true",
    "452, 4.3.1 storage, 1, true",
    "552, too many recipients, 1, true",
    "552, 5.5.3 too many, 1, true",
    "452, 4.5.3 too many, 0, false",
    "452, 4.2.2 mailbox full, 1, false",
    "552, 5.2.2 mailbox full, 1, false",
    "552, 5.3.4 too big, 1, false",
    "450, 4.2.1 later, 1, false",
    "550, 5.5.3 no, 1, false"
  })
  void shouldTellAFullTransactionFromAFullMailbox(
      int code, String text, int acceptedBefore, boolean full) {
    SmtpReply reply = SmtpReply.received(code, List.of(text));

    assertThat(RecipientBatch.isFull(reply, acceptedBefore)).isEqualTo(full);
  }

  private static List<Recipient> recipients(String... addresses) {
    return Arrays.stream(addresses).map(a -> Recipient.of(EmailAddress.parse(a))).toList();
  }
}
