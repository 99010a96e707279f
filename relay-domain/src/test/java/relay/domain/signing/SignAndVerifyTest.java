package relay.domain.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.signing.Signing.join;
import static relay.domain.signing.Signing.sign;
import static relay.domain.signing.Signing.signer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.mail.Content;

/** Signer against verifier over many odd mails. */
class SignAndVerifyTest {
  private final TestKeys keys = TestKeys.forExampleOrg();

  @Test
  void shouldPassWhatItSigned() {
    for (OddMails.Mail mail : OddMails.all()) {
      byte[] signed = Signing.signed(keys, mail.octets());

      assertThat(Signing.statuses(keys, signed))
          .as(mail.name())
          .containsExactly(DkimStatus.PASS, DkimStatus.PASS);
    }
  }

  @Test
  void shouldMakeTheSameSignatureFromAStream() {
    for (OddMails.Mail mail : OddMails.all()) {
      byte[] inMemory = sign(signer(keys), mail.octets()).fields();
      for (int piece : new int[] {1, 4096}) {
        Content content = Signing.streamed(mail.octets(), piece);

        assertThat(sign(signer(keys), new byte[0], content).fields())
            .as("%s in pieces of %d", mail.name(), piece)
            .isEqualTo(inMemory);
        assertThat(Signing.verify(keys, Signing.streamed(join(inMemory, mail.octets()), piece)))
            .as("%s in pieces of %d", mail.name(), piece)
            .extracting(DkimResult::status)
            .containsOnly(DkimStatus.PASS);
      }
    }
  }

  @Test
  void shouldPassWhenTheWayChangesOnlyWhatRelaxedAllows() {
    byte[] mail = Signing.mail("From: a@example.org\nSubject: one   two\n\nHello  world \n\n\n");
    byte[] fields = sign(signer(keys), mail).fields();
    byte[] changed = Signing.mail("FROM:a@example.org\nSubject:  one\n two  \n\nHello\tworld\n");

    assertThat(Signing.statuses(keys, join(fields, changed))).containsOnly(DkimStatus.PASS);
  }

  @Test
  void shouldNoticeEveryChangedOctetThatCounts() {
    byte[] mail = Signing.mail("From: a@example.org\nSubject: Hi\nX-Free: y\n\nPay 100 to Bob.\n");
    byte[] fields = sign(signer(keys), mail).fields();
    int unsignedFrom =
        new String(mail, java.nio.charset.StandardCharsets.US_ASCII).indexOf("X-Free");
    int unsignedTo = unsignedFrom + "X-Free: y".length();
    for (int i = 0; i < mail.length; i++) {
      if (i >= unsignedFrom && i < unsignedTo || mail[i] <= ' ') {
        continue;
      }
      byte[] tampered = mail.clone();
      tampered[i] = (byte) (mail[i] == '%' ? '&' : '%');

      assertThat(Signing.statuses(keys, join(fields, tampered)))
          .as("octet %d", i)
          .doesNotContain(DkimStatus.PASS);
    }
  }

  @Test
  void shouldNoticeAddedRemovedAndExchangedFields() {
    byte[] mail = Signing.mail("From: a@example.org\nTo: b@example.net\nSubject: Hi\n\nHello\n");
    byte[] fields = sign(signer(keys), mail).fields();
    String text = new String(mail, java.nio.charset.StandardCharsets.US_ASCII);
    List<String> tampered =
        List.of(
            "From: evil@example.com\r\n" + text,
            "Subject: other\r\n" + text,
            "Cc: c@example.net\r\n" + text,
            "Content-Type: text/html\r\n" + text,
            "List-Unsubscribe: <https://evil.example>\r\n" + text,
            text.replace("To: b@example.net\r\n", ""),
            text.replace("\r\n\r\n", "\r\nReply-To: evil@example.com\r\n\r\n"),
            text + "more\r\n");

    for (String mailText : tampered) {
      assertThat(Signing.statuses(keys, join(fields, Signing.octets(mailText))))
          .as(mailText)
          .containsOnly(DkimStatus.FAIL);
    }
  }

  @Test
  void shouldSignFromEightThreadsAtOnce() throws Exception {
    DkimSigner signer = signer(keys);
    List<OddMails.Mail> mails = OddMails.all();
    long seed = Chance.seed();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<List<DkimStatus>>> tasks = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        Random random = new Random(seed + thread);
        tasks.add(
            () -> {
              List<DkimStatus> statuses = new ArrayList<>();
              for (int i = 0; i < 15; i++) {
                byte[] mail = mails.get(random.nextInt(mails.size())).octets();
                statuses.addAll(Signing.statuses(keys, join(sign(signer, mail).fields(), mail)));
              }
              return statuses;
            });
      }
      for (Future<List<DkimStatus>> future : pool.invokeAll(tasks)) {
        assertThat(future.get()).as("seed %d", seed).hasSize(30).containsOnly(DkimStatus.PASS);
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
