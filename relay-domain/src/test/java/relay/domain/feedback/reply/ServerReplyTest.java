package relay.domain.feedback.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What mail servers of all kinds answer, in several languages, each class in several ways. */
class ServerReplyTest {
  private final ReplyClassifier classifier = new ReplyClassifier();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "550 5.1.1 <bob@example.org>: Recipient address rejected: undeliverable address: unknown user | RECIPIENT_UNKNOWN",
        "550-Callback setup failed while verifying <alice@sender.example> | SENDER_REJECTED",
        "550 no mailbox by that name is currently available | RECIPIENT_UNKNOWN",
        "550 5.1.1 bob@example.org... Addressee unknown, relay=[192.0.2.1] | RECIPIENT_UNKNOWN",
        "511 sorry, no mailbox here by that name (#5.1.1 - chkuser) | RECIPIENT_UNKNOWN",
        "550 #5.1.0 Address rejected. | POLICY",
        "550 <bob@example.org> Benutzer existiert nicht | RECIPIENT_UNKNOWN",
        "550 Unbekannter Empfaenger | RECIPIENT_UNKNOWN",
        "550 Utilisateur inexistant | RECIPIENT_UNKNOWN",
        "550 5.1.1 Cuenta de correo inexistente | RECIPIENT_UNKNOWN",
        "550 Usuario no encontrado | RECIPIENT_UNKNOWN",
        "550 Indirizzo inesistente | RECIPIENT_UNKNOWN",
        "550 Destinatário inexistente | RECIPIENT_UNKNOWN",
        "550 Gebruiker niet gevonden | RECIPIENT_UNKNOWN",
        "550 Użytkownik nie istnieje | RECIPIENT_UNKNOWN",
        "550 Такого пользователя нет | RECIPIENT_UNKNOWN",
        "550 该用户不存在 | RECIPIENT_UNKNOWN",
        "550 5.2.1 Mailbox disabled for bob | RECIPIENT_INACTIVE",
        "550 The customer's account has been suspended for non-payment | RECIPIENT_INACTIVE",
        "550 Konto gesperrt | RECIPIENT_INACTIVE",
        "550 Compte désactivé | RECIPIENT_INACTIVE",
        "550 Cuenta deshabilitada | RECIPIENT_INACTIVE",
        "551 User not local; please try <bob@example.net> | RECIPIENT_MOVED",
        "552 5.2.2 Das Postfach ist voll | MAILBOX_FULL",
        "452 4.2.2 Boîte pleine | MAILBOX_FULL",
        "552 Casilla llena | MAILBOX_FULL",
        "552 Cota de armazenamento excedida | MAILBOX_FULL",
        "450 Почтовый ящик переполнен | MAILBOX_FULL",
        "552 受信箱がいっぱいです | MAILBOX_FULL",
        "550 Host unknown (Name server: example.org: host not found) | DOMAIN_INVALID",
        "556 5.1.10 this domain publishes a null MX | DOMAIN_INVALID",
        "451 4.4.3 DNS lookup of the sender's domain failed for now | DNS_TEMP",
        "421 4.4.2 mx.example.org Error: timeout exceeded | NETWORK",
        "554 5.4.6 Too many hops: mail forwarding loop for bob@example.org | ROUTING_LOOP",
        "451 4.7.1 Greylisting in effect, please come back in 00:05:00 | GREYLISTED",
        "450 4.7.1 You are unknown to us; retry in 10 minutes | GREYLISTED",
        "451 4.7.1 Sie stehen auf der Greylist, bitte spaeter erneut versuchen | GREYLISTED",
        "421 4.7.0 Slow down: 30 mails per minute is all we take | RATE_LIMITED",
        "450 4.7.1 Error: too much mail from 192.0.2.1 | RATE_LIMITED",
        "421 Too many concurrent SMTP connections from this IP address | TOO_MANY_CONNECTIONS",
        "554 5.7.1 Service unavailable; Helo command [sender.example] blocked using dbl.spamhaus.org | IP_BLOCKED",
        "550 5.7.1 192.0.2.1 is on our local blacklist | IP_BLOCKED",
        "550 The domain sender.example is blocked because of its bad reputation | IP_BLOCKED",
        "554 5.7.1 Spam message rejected by the content filter | CONTENT_SPAM",
        "550 High probability of spam | CONTENT_SPAM",
        "554 5.7.1 Your mail scores 12.3 points, that is junk | CONTENT_SPAM",
        "550 5.7.1 The message contains a virus (Eicar-Test-Signature) | VIRUS",
        "554 5.6.1 ClamAV found Win.Test.EICAR | VIRUS",
        "550 5.7.23 SPF validation failed for sender.example | AUTH_FAILED",
        "550 DMARC policy violation: p=reject | AUTH_FAILED",
        "554 5.7.20 No valid DKIM signature | AUTH_FAILED",
        "552 5.3.4 Error: message file too big | TOO_BIG",
        "552 Nachricht zu groß | TOO_BIG",
        "550 5.6.0 Lone CR or LF in headers (see RFC 2822 section 2.2) | PROTOCOL",
        "503 5.5.1 Error: need MAIL command | PROTOCOL",
        "553 5.5.4 <bob>: Domain name required for sender address | SENDER_REJECTED",
        "550 5.1.8 Sender address domain does not exist | SENDER_REJECTED",
        "554 5.7.1 <bob@example.org>: Relay access denied | RELAY_DENIED",
        "550 5.7.1 we do not relay | RELAY_DENIED",
        "452 4.3.1 Out of memory | SYSTEM_FULL",
        "431 The recipient's mail server is experiencing a disk full condition | SYSTEM_FULL",
        "451 4.3.0 Error: queue file write error | SYSTEM_FULL",
        "451 4.3.2 Please try again later: system not accepting network messages | SYSTEM_ERROR",
        "421 4.3.0 ldap server is down for maintenance | SYSTEM_ERROR",
        "452 4.5.3 Error: too many recipients | TOO_MANY_RECIPIENTS",
        "550 5.7.1 Delivery not authorized, message refused | POLICY",
        "550 5.7.1 This system needs TLS: issue STARTTLS first | POLICY",
        "550 5.7.1 Mail to this group is for members only | SENDER_REJECTED",
        "550 Go away | UNKNOWN",
      })
  void shouldKnowWhatServersMean(String reply, ReplyClass expected) {
    Finding found = find(reply, Moment.UNKNOWN);

    assertThat(found.result()).as(found.by()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "CONTENT, 550 user unknown, POLICY",
    "CONTENT, 550 5.0.0 no such user, POLICY",
    "CONTENT, 450 user unknown, POLICY",
    "CONTENT, 550 5.1.1 user unknown, RECIPIENT_UNKNOWN",
    "RECIPIENT, 550 user unknown, RECIPIENT_UNKNOWN",
    "UNKNOWN, 550 user unknown, RECIPIENT_UNKNOWN",
    "RECIPIENT, 452 later, TOO_MANY_RECIPIENTS",
    "CONTENT, 452 later, SYSTEM_FULL",
    "RECIPIENT, 552 no, TOO_MANY_RECIPIENTS",
    "CONTENT, 552 no, TOO_BIG",
    "RECIPIENT, 553 no, RECIPIENT_UNKNOWN",
    "SENDER, 553 no, SENDER_REJECTED",
    "CONNECTION, 553 no, UNKNOWN",
  })
  void shouldTakeIntoAccountWhatTheServerHadBeenTold(
      Moment moment, String reply, ReplyClass expected) {
    assertThat(find(reply, moment).result()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "550 5.7.1 [192.0.2.1] blocked, bob@example.org does not exist on our white list",
        "554 5.7.1 client blocked using zen.spamhaus.org, user unknown",
        "550 5.7.26 DMARC check of user-unknown.example failed",
        "421 too many connections; no such user is waited for",
        "550 mail for user@unknown.example: virus found",
        "550 5.7.1 rejected as spam: no such user",
        "451 greylisted, unknown user",
      })
  void shouldNeverEndAnAddressForABlockOfOurs(String reply) {
    Finding found = find(reply, Moment.RECIPIENT);

    assertThat(found.result().endsAddress()).as(found.toString()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user-unknown@example.org",
        "<mailbox.full@example.org>",
        "\"spam virus\"@example.org",
        "no_such_user@dnsbl.example",
      })
  void shouldNotReadWhatStandsInAnAddress(String address) {
    Finding found = find("550 sorry " + address + " no", Moment.UNKNOWN);

    assertThat(found.result()).as(found.toString()).isEqualTo(ReplyClass.UNKNOWN);
  }

  @Test
  void shouldReadTheSameInAnyCaseAndWithAnyBlanks() {
    for (String text :
        new String[] {"USER UNKNOWN", "User  Unknown", "user\tunknown", "user\r\nunknown"}) {
      assertThat(find("550 " + text, Moment.UNKNOWN).result())
          .as(text)
          .isEqualTo(ReplyClass.RECIPIENT_UNKNOWN);
    }
  }

  private Finding find(String reply, Moment moment) {
    return classifier.find(ReplyLine.read(reply).asReply(moment, ""));
  }
}
