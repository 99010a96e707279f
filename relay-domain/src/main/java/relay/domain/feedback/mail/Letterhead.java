package relay.domain.feedback.mail;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import relay.domain.mail.EncodedWords;

/** What the header of a mail that came back tells about who wrote it and why. Immutable. */
final class Letterhead {
  private static final List<String> MAIL_SYSTEMS =
      List.of(
          "mailer-daemon",
          "mailerdaemon",
          "mailer_daemon",
          "mail delivery",
          "maildelivery",
          "mail.delivery",
          "mail deliver system",
          "postmaster",
          "post_master",
          "post-master",
          "system administrator",
          "mail administrator",
          "mail system",
          "mailsystem",
          "mail daemon",
          "maildaemon",
          "delivery subsystem",
          "mdaemon",
          "microsoft exchange",
          "microsoftexchange",
          "content-filter",
          "mail-daemon",
          "mta@",
          "noreply-dmarc",
          "mail delivery agent",
          "mailadmin");

  private static final List<String> MACHINES =
      List.of(
          "no-reply",
          "noreply",
          "no_reply",
          "donotreply",
          "do-not-reply",
          "daemon",
          "mailer",
          "robot",
          "automat");

  private static final List<String> BOUNCE_SUBJECTS =
      List.of(
          "undeliver",
          "non-deliver",
          "nondeliver",
          "not deliver",
          "couldn't be delivered",
          "could not be delivered",
          "could not deliver",
          "cannot be delivered",
          "can't deliver",
          "delivery status notification",
          "delivery status",
          "delivery failure",
          "delivery fail",
          "delivery has failed",
          "delivery problem",
          "delivery error",
          "delivery report",
          "failure notice",
          "failed delivery",
          "failed mail",
          "fail to deliver",
          "failure delivery",
          "failed to deliver",
          "mail failure",
          "returned mail",
          "return mail",
          "returned to sender",
          "return to sender",
          "returning message",
          "returned message",
          "mail system error",
          "mail error",
          "message status",
          "unable to deliver",
          "permanent delivery",
          "warning: could not",
          "delivery notification",
          "rejected mail",
          "message rejected",
          "mail returned",
          "undelivered",
          "mail delivery",
          "user unknown",
          "unzustellbar",
          "nicht zugestellt",
          "unzustellbarkeit",
          "zustellung",
          "fehlgeschlagen",
          "non remis",
          "non-remis",
          "échec",
          "non distribuable",
          "no se puede entregar",
          "no entregado",
          "no se ha podido entregar",
          "devuelto",
          "mancata consegna",
          "non recapitabile",
          "impossibile recapitare",
          "não entregue",
          "falha na entrega",
          "não é possível entregar",
          "onbestelbaar",
          "niedostarczon",
          "nie dostarczono",
          "zwrot",
          "недоставлен",
          "не доставлен",
          "недоставлено",
          "невозможно доставить",
          "配信不能",
          "配信エラー",
          "送信エラー",
          "配信できません",
          "エラー",
          "退信",
          "系统退信",
          "投递失败",
          "무효",
          "반송",
          "failure",
          "considered unsolicited",
          "message blocked",
          "address not found",
          "mail delivery report",
          "delayed",
          "(delay)",
          "verzögert",
          "retardé",
          "delivery delay",
          "warning: message",
          "still being retried");

  private static final List<String> AUTO_SUBJECTS =
      List.of(
          "out of office",
          "out of the office",
          "out-of-office",
          "automatic reply",
          "automated reply",
          "auto reply",
          "auto-reply",
          "autoreply",
          "auto response",
          "auto-response",
          "autoresponse",
          "autoresponder",
          "auto:",
          "automated response",
          "automatic response",
          "away from",
          "on vacation",
          "vacation",
          "on holiday",
          "on leave",
          "ooo:",
          "i am away",
          "i'm away",
          "abwesenheit",
          "abwesend",
          "automatische antwort",
          "nicht im büro",
          "nicht im haus",
          "urlaub",
          "absence",
          "réponse automatique",
          "absent du bureau",
          "fuera de la oficina",
          "respuesta automática",
          "ausente",
          "fuori sede",
          "fuori ufficio",
          "risposta automatica",
          "assente",
          "resposta automática",
          "ausência",
          "afwezig",
          "automatisch antwoord",
          "nieobecno",
          "autoodpowiedź",
          "автоответ",
          "отсутств",
          "自動応答",
          "自動返信",
          "不在",
          "自动回复",
          "自動回覆",
          "thank you for your",
          "we received your",
          "we have received your",
          "your request has been received",
          "ticket received",
          "[ticket");

  private static final List<String> CHALLENGE_WORDS =
      List.of(
          "please confirm your message",
          "confirm your email",
          "confirm your e-mail",
          "confirmation required",
          "verification required",
          "verify your email",
          "sender verification",
          "please verify your",
          "requires verification",
          "spam arrest",
          "spamarrest",
          "boxtrapper",
          "your email requires verification",
          "tmda",
          "challenge",
          "to be delivered, please reply",
          "prove you are human",
          "that you are human",
          "confirm that you are",
          "not a spammer",
          "confirm delivery of your",
          "waiting for confirmation",
          "approve your",
          "whitelisted",
          "antispam uol",
          "antispamuol",
          "bluebottle",
          "choicemail",
          "sender address confirmation",
          "your message is being held",
          "authenticate yourself",
          "one-time verification",
          "please click the link to",
          "click here to confirm");

  private static final List<String> MOVED_WORDS =
      List.of(
          "new email address",
          "new e-mail address",
          "new mail address",
          "email address has changed",
          "e-mail address has changed",
          "address has changed",
          "address has been changed",
          "changed my email",
          "changed my e-mail",
          "changed email address",
          "change of address",
          "address change",
          "change of email",
          "neue e-mail-adresse",
          "neue mailadresse",
          "neue email",
          "adressänderung",
          "adresse hat sich geändert",
          "changement d'adresse",
          "nouvelle adresse",
          "cambio de dirección",
          "nueva dirección",
          "cambio indirizzo",
          "nuovo indirizzo",
          "novo endereço",
          "nieuw e-mailadres",
          "メールアドレス変更",
          "アドレス変更",
          "is now reachable at",
          "please update your address book",
          "please update your records");

  private final Fields header;
  private final String from;
  private final String subject;

  Letterhead(Fields header) {
    this.header = header;
    from = shown("From").toLowerCase(Locale.ROOT);
    subject = shown("Subject").toLowerCase(Locale.ROOT);
  }

  String subject() {
    return shown("Subject");
  }

  /** Whether a mail system wrote it, and no person. */
  boolean isFromMailSystem() {
    return from.isEmpty() && header.has("From")
        || from.equals("<>")
        || has(from, MAIL_SYSTEMS)
        || has(header.first("Sender").toLowerCase(Locale.ROOT), MAIL_SYSTEMS);
  }

  /** Whether nobody reads answers to it. */
  boolean isFromMachine() {
    return isFromMailSystem() || hasNullReturnPath() || has(from, MACHINES);
  }

  /** Whether it went to many: programs that report failures write to one. */
  boolean isBulk() {
    return header.has("List-Unsubscribe") || header.has("List-Unsubscribe-Post");
  }

  /** RFC 5321 4.5.5: nobody is to answer it. */
  boolean hasNullReturnPath() {
    String path = header.first("Return-Path").strip().toLowerCase(Locale.ROOT);
    return path.equals("<>") || path.contains("mailer-daemon");
  }

  boolean hasBounceSubject() {
    return has(subject, BOUNCE_SUBJECTS);
  }

  /** Whether a program says that it answers for a person (RFC 3834). */
  boolean isAutoReply() {
    String submitted = header.first("Auto-Submitted").toLowerCase(Locale.ROOT);
    String precedence = header.first("Precedence").toLowerCase(Locale.ROOT);
    return submitted.startsWith("auto-replied")
        || precedence.startsWith("auto_reply")
        || header.has("X-Autoreply")
        || header.has("X-Autorespond")
        || header.has("X-Autoreply-From")
        || header.has("X-Mail-Autoreply")
        || header.has("X-Autogenerated")
        || header.first("X-FC-MachineGenerated").equalsIgnoreCase("true")
        || hasAutoSubject();
  }

  boolean hasAutoSubject() {
    return has(subject, AUTO_SUBJECTS);
  }

  boolean asksForProof(String notice) {
    return header.has("X-TMDA-Fingerprint")
        || header.first("X-Delivery-Agent").startsWith("TMDA")
        || header.has("X-BoxTrapper")
        || has(subject, CHALLENGE_WORDS)
        || has(notice.toLowerCase(Locale.ROOT), CHALLENGE_WORDS);
  }

  boolean tellsNewAddress(String notice) {
    return has(subject, MOVED_WORDS) || has(notice.toLowerCase(Locale.ROOT), MOVED_WORDS);
  }

  /** Addresses of whom it was written to, and by, in small letters. */
  Set<String> ownAddresses() {
    Set<String> own = new HashSet<>();
    for (String name :
        List.of(
            "To",
            "Delivered-To",
            "Envelope-To",
            "Cc",
            "From",
            "Sender",
            "Reply-To",
            "X-Apparently-To")) {
      for (String value : header.all(name)) {
        Addresses.in(value, 20).forEach(f -> own.add(f.address().toLowerCase(Locale.ROOT)));
      }
    }
    return own;
  }

  private String shown(String name) {
    return EncodedWords.read(PartText.ofRaw(header.first(name)));
  }

  private static boolean has(String text, List<String> words) {
    return words.stream().anyMatch(text::contains);
  }
}
