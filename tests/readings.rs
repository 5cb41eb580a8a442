//! What the columns of rosters in many languages are read as, and what the first row then says. All
//! rosters are made up here.

#[path = "common/reading.rs"]
mod reading;

use reading::open_source;
use tastemaker::import::report::FileReport;
use tastemaker::import::{Options, Source};
use tastemaker::roster::{Field, Roster, Value};

fn open(text: &str) -> (FileReport, Roster) {
    let source = Source::Bytes {
        name: "roster.csv".to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let (file, roster) = open_source(source, &Options::default());
    assert_eq!(file.error, None, "{text}");
    (file, roster)
}

/// The fields of the columns, `-` where one is kept as it is, `?` behind a guess.
fn columns(file: &FileReport) -> String {
    let names = file.columns.iter().map(|column| {
        let name = column.field.map_or("-", Field::id);
        format!("{name}{}", if column.guess { "?" } else { "" })
    });
    names.collect::<Vec<_>>().join(" ")
}

/// Followers, rate, likes per post, views per post, price, price of a story, currency of the first row.
fn first(roster: &Roster) -> String {
    let row = roster.influencer(0);
    let shown = |field: Field| match row.value(field) {
        Value::Unknown => "-".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Words(_) => row.words(field).collect::<Vec<_>>().join("+"),
        Value::Text(text) => text.to_owned(),
    };
    use Field::{AvgLikes, AvgViews, Currency, EngagementRate, Followers, Price, PriceStory};
    [
        Followers,
        EngagementRate,
        AvgLikes,
        AvgViews,
        Price,
        PriceStory,
        Currency,
    ]
    .map(shown)
    .join(" ")
}

#[test]
fn headers_in_many_languages_are_read_as_what_they_say() {
    for (text, fields, row) in [
        // Spanish, decimal commas behind semicolons.
        (
            "Nombre;Usuario;Red social;Seguidores;Tasa de interacción;Promedio de me gusta;Tarifa por publicación (€);Ciudad\n\
             Ana Lima;@ana.l;Instagram;12.400;3,2 %;380;150;Sevilla\n\
             Bo Berg;@bo.b;TikTok;98.100;1,1 %;1.020;900;Vigo\n",
            "name handle platform followers engagement_rate avg_likes price city",
            "12400 0.032 380 - 150 - EUR",
        ),
        // Portuguese.
        (
            "Influenciador,Perfil,Inscritos,Média de visualizações,Valor por story (R$),País\n\
             Ana Lima,https://www.youtube.com/@ana.l,12 mil,4500,80,Brasil\n\
             Bo Berg,https://www.youtube.com/@bo.b,\"1,5 mi\",900000,4000,Portugal\n",
            "name url followers avg_views price_story country",
            "12000 - - 4500 80 80 BRL",
        ),
        // French: a first and a last name make a name.
        (
            "Prénom,Nom,Pseudo,Nombre d'abonnés,Taux d'engagement,J'aime moyens,Tarif par publication,Devise\n\
             Ana,Lima,ana.l,12 400,\"3,2 %\",380,150,EUR\n\
             Bo,Berg,bo.b,98 100,\"1,1 %\",1020,900,EUR\n",
            "name name handle followers engagement_rate avg_likes price currency",
            "12400 0.032 380 - 150 - EUR",
        ),
        // German.
        (
            "Benutzername;Plattform;Followerzahl;Interaktionsrate;Durchschnittliche Aufrufe;Preis pro Beitrag in EUR;Preis pro Story;Land\n\
             ana.l;Instagram;12.400;3,2;5.000;150;60;Österreich\n\
             bo.b;Instagram;98.100;1,1;40.000;900;300;Schweiz\n",
            "handle platform followers engagement_rate avg_views price price_story country",
            "12400 0.032 - 5000 150 60 EUR",
        ),
        // Italian.
        (
            "Nome utente,Iscritti,Tasso di coinvolgimento,Mi piace medi,Commenti medi,Prezzo per post,Settore\n\
             ana.l,12400,3.2%,380,12,150,Moda\nbo.b,98100,1.1%,1020,40,900,Cucina\n",
            "handle followers engagement_rate avg_likes avg_comments price niche",
            "12400 0.032 380 - 150 - -",
        ),
        // Dutch.
        (
            "Gebruikersnaam,Volgers,Gemiddelde likes,Gemiddelde weergaven,Prijs per post,Taal\n\
             ana.l,12400,380,5000,150,nl\nbo.b,98100,1020,40000,900,nl\n",
            "handle followers avg_likes avg_views price language",
            "12400 - 380 5000 150 - -",
        ),
        // Turkish.
        (
            "Kullanıcı Adı,Takipçi Sayısı,Etkileşim Oranı (%),Ortalama Beğeni,Gönderi Ücreti (TL),Hikaye Ücreti (TL),Şehir\n\
             ana.l,12400,3.2,380,1500,400,İzmir\nbo.b,98100,1.1,1020,9000,2500,Ankara\n",
            "handle followers engagement_rate avg_likes price price_story city",
            "12400 0.032 380 - 1500 400 TRY",
        ),
        // Russian: thousands in the header.
        (
            "Аккаунт;Подписчики, тыс.;ER, %;Средний охват;Стоимость поста, руб.;Цена сторис, руб.;Тематика\n\
             ana.l;12,4;3,2;5000;15000;4000;Еда\nbo.b;98,1;1,1;40000;90000;25000;Мода\n",
            "handle followers engagement_rate avg_views price price_story niche",
            "12400 0.032 - 5000 15000 4000 RUB",
        ),
        // Polish.
        (
            "Imię,Nazwisko,Nazwa użytkownika,Liczba obserwujących,Zaangażowanie,Cena za post (zł),Branża\n\
             Ana,Lima,ana.l,12400,3.2%,600,Moda\nBo,Berg,bo.b,98100,1.1%,3600,Sport\n",
            "name name handle followers engagement_rate price niche",
            "12400 0.032 - - 600 - PLN",
        ),
        // Indonesian: thousands and millions by word.
        (
            "Nama Pengguna,Jumlah Pengikut,Tingkat Interaksi,Rata-rata Suka,Tarif per Post (Rp),Kota\n\
             ana.l,\"12,4 rb\",\"3,2%\",380,1.500.000,Bandung\nbo.b,\"1,2 jt\",\"1,1%\",1020,9.000.000,Medan\n",
            "handle followers engagement_rate avg_likes price city",
            "12400 0.032 380 - 1500000 - IDR",
        ),
        // Vietnamese.
        (
            "Tên tài khoản,Số người theo dõi,Tỷ lệ tương tác,Lượt xem trung bình,Giá mỗi bài (VND),Lĩnh vực\n\
             ana.l,12400,3.2%,5000,2000000,Ẩm thực\nbo.b,98100,1.1%,40000,9000000,Du lịch\n",
            "handle followers engagement_rate avg_views price niche",
            "12400 0.032 - 5000 2000000 - VND",
        ),
        // Arabic.
        (
            "اسم المستخدم,المنصة,عدد المتابعين,معدل التفاعل,متوسط الإعجابات,سعر المنشور\n\
             ana.l,Instagram,12400,3.2%,380,150\nbo.b,Instagram,98100,1.1%,1020,900\n",
            "handle platform followers engagement_rate avg_likes price",
            "12400 0.032 380 - 150 - -",
        ),
        // Hindi, Indian grouping.
        (
            "उपयोगकर्ता नाम,फॉलोअर्स की संख्या,एंगेजमेंट रेट,औसत लाइक,प्रति पोस्ट मूल्य (₹),श्रेणी\n\
             ana.l,\"1,24,000\",3.2%,380,\"15,000\",भोजन\nbo.b,\"12,34,567\",1.1%,1020,\"1,50,000\",यात्रा\n",
            "handle followers engagement_rate avg_likes price niche",
            "124000 0.032 380 - 15000 - INR",
        ),
        // Chinese, simplified and traditional.
        (
            "达人昵称,平台,粉丝数(万),互动率,平均点赞数,图文报价(元),领域\n\
             阿娜,小红书,1.24,3.2%,380,1500,美食\n伯格,抖音,98.1,1.1%,1020,9000,旅行\n",
            "name platform followers engagement_rate avg_likes price niche",
            "12400 0.032 380 - 1500 - CNY",
        ),
        (
            "暱稱,帳號,追蹤人數,平均觀看量,貼文報價,類別\n\
             阿娜,ana.l,1.2万,5000,1500,美食\n伯格,bo.b,98万,40000,9000,旅行\n",
            "name handle followers avg_views price niche",
            "12000 - - 5000 1500 - -",
        ),
        // Japanese.
        (
            "アカウント名,フォロワー数,エンゲージメント率,平均いいね数,投稿単価（円）,ジャンル\n\
             ana.l,1.2万,3.2%,380,15000,料理\nbo.b,98万,1.1%,1020,90000,旅行\n",
            "handle followers engagement_rate avg_likes price niche",
            "12000 0.032 380 - 15000 - JPY",
        ),
        // Korean.
        (
            "채널명,구독자수(만명),평균 조회수,단가(원),분야\n\
             아나,1.2,5000,150000,요리\n보,98,40000,900000,여행\n",
            "name followers avg_views price niche",
            "12000 - - 5000 150000 - KRW",
        ),
    ] {
        let (file, roster) = open(text);
        assert_eq!(columns(&file), fields, "{text}");
        assert_eq!(first(&roster), row, "{text}");
    }
}

#[test]
fn what_only_sounds_like_a_figure_is_none() {
    for (text, fields) in [
        // Incomes, fees of others, costs of smaller things, scores, forecasts.
        (
            "handle,followers,Estimated earnings,Agency fee,Cost per follower,CPM,EMV,GMV,Influence score,Follower rank,Followers gained\n\
             ana,12400,800,30,0.02,4,9000,12000,78,3,150\nbo,98100,5000,90,0.01,6,40000,90000,91,1,-20\n",
            "handle followers - - - - - - - - -",
        ),
        // Earnings in other languages.
        (
            "Usuario,Seguidores,Ingresos estimados,Ganancias por post\nana,12400,800,40\nbo,98100,5000,90\n",
            "handle followers - -",
        ),
        // Totals are no averages: by their names and by their size.
        (
            "Channel,Subscribers,Views,Videos\nana,12400,3200450,120\nbo,98100,80000321,512\n",
            "handle followers total_views posts",
        ),
        (
            "username,followers,likes,average comments\nana,12400,352000,12\nbo,98100,5400210,40\n",
            "handle followers total_likes avg_comments",
        ),
        (
            "username,followers,likes,views\nana,12400,352,5100\nbo,98100,5421,40020\n",
            "handle followers avg_likes avg_views",
        ),
        // An engagement in people, a rate of replies, a growth in people.
        (
            "username,followers,engagement,growth\nana,12400,352,1210\nbo,98100,5421,-300\n",
            "handle followers avg_engagements -",
        ),
        // A rate of thousands is none, and a share is no count of posts.
        (
            "username,followers,engagementRate\nana,12400,867000\nbo,98100,1\ncy,500,2276008\n",
            "handle followers -",
        ),
        (
            "username,followers,engagementRate\nana,12400,8670\nbo,98100,1\ncy,500,3\ndi,90,2\n",
            "handle followers -",
        ),
        (
            "username,followers,media\nana,12400,0.25\nbo,98100,0\n",
            "handle followers -",
        ),
        // Counts of what is posted are no prices.
        (
            "username,followers,reels,stories,posts\nana,12400,31,7,112\nbo,98100,118,19,443\ncy,500,3,1,17\ndi,700,12,4,61\ned,900,44,23,89\n",
            "handle followers - - posts",
        ),
        // The audience's country is not the influencer's; a brand's name is not theirs.
        (
            "username,followers,Audience country,Brand name,Thumbnail url\n\
             ana,12400,Spain,Acme,https://img.example/a.png\nbo,98100,Chile,Umbra,https://img.example/b.png\n",
            "handle followers audience_country - -",
        ),
        // A rate by views is no rate by followers, by name or by its figures.
        (
            "username,followers,ER by views\nana,12400,8.1%\nbo,98100,6.5%\n",
            "handle followers engagement_rate_views",
        ),
        (
            "username,followers,avg views,avg likes,avg comments,engagement rate\n\
             a,1000,5000,400,100,10%\nb,2000,9000,700,200,10%\nc,3000,500,40,10,10%\nd,900,8000,900,100,12.5%\n\
             e,800,4000,100,100,5%\nf,5000,600,50,10,10%\ng,700,7000,600,100,10%\nh,600,3000,270,30,10%\n",
            "handle followers avg_views avg_likes avg_comments engagement_rate_views",
        ),
    ] {
        let (file, _) = open(text);
        assert_eq!(columns(&file), fields, "{text}");
    }
}

#[test]
fn kinds_of_posts_are_prices_where_the_cells_are_amounts() {
    for (text, fields) in [
        (
            "username,followers,Post,Story,Reel\nana,12400,150,60,200\nbo,98100,900,300,1200\n",
            "handle followers price price_story price_reel",
        ),
        (
            "username,followers,Posts,Story\nana,12400,112,$60\nbo,98100,443,$300\n",
            "handle followers posts price_story",
        ),
        (
            "Аккаунт,Подписчики,Пост,Сторис\nana,12400,15000,4000\nbo,98100,90000,25000\n",
            "handle followers price price_story",
        ),
    ] {
        let (file, _) = open(text);
        assert_eq!(columns(&file), fields, "{text}");
    }
}

#[test]
fn a_header_that_says_more_is_a_guess_and_marked() {
    let (file, _) =
        open("username,Followers worldwide,Price incl. taxes\nana,12400,150\nbo,98100,900\n");
    assert_eq!(columns(&file), "handle followers? price?");
    let note = file.columns[1].note.as_deref();
    assert!(note.is_some_and(|note| note.contains("guess")), "{note:?}");
    // One that says it plainly wins.
    let (file, _) = open("username,Followers worldwide,Followers\nana,12400,150\nbo,98100,900\n");
    assert_eq!(columns(&file), "handle - followers");
}

#[test]
fn who_somebody_is_is_told_by_the_cells_as_well() {
    let kinds = "male,female,brand,".repeat(12);
    let rows = kinds
        .split_terminator(',')
        .enumerate()
        .map(|(at, kind)| format!("Maker {at},{kind},{}\n", 1_000 + at));
    let kinds = format!("Name,Channel info,Followers\n{}", rows.collect::<String>());
    for (text, fields) in [
        // A handle is one word, and a yes is nobody.
        (
            "Influencer,Instagram,Followers\nAna Lima,yes,12400\nBo Berg,no,98100\n",
            "name - followers",
        ),
        // Kinds are no handles, whatever their header says.
        (kinds.as_str(), "name - followers"),
        // A company's page says on no network who somebody is.
        (
            "agency,followers,url\nNorth Made,25000000,https://north.example/de\nSouth Made,1200000,https://south.example/\n",
            "name? followers url",
        ),
        // Who is only numbered is still somebody where there is an audience.
        (
            "ID,Jumlah Followers,ER\n1,12400,3.2\n2,98100,1.1\n",
            "name? followers -",
        ),
        // Without a number, by the first texts that tell them apart.
        (
            "Wer,Abonnenten\nAna Lima aus Porto,12400\nBo Berg,98100\n",
            "name? followers",
        ),
        // "last game" is no slip of "last name".
        (
            "username,last game,followers\nana,Chess,12400\nbo,Go,98100\n",
            "handle - followers",
        ),
        // Numbered columns of words are one list.
        (
            "username,niche1,niche2,niche3,followers\nana,food,home,,12400\nbo,sport,,,98100\n",
            "handle niche niche niche followers",
        ),
    ] {
        let (file, _) = open(text);
        let read = columns(&file);
        let rate = "engagement_rate";
        assert_eq!(read.replace(rate, "-"), fields, "{text}");
        assert_eq!(file.rows.left_out, 0, "{text}");
    }
}

#[test]
fn a_row_without_the_name_that_others_have_is_called_by_what_else_it_says() {
    let (file, roster) = open(
        "Title,Name,Followers\nBaking,Ana Lima,12400\nRunning,,98100\n,Cy Dahl,700\nMaps,Di Eck,800\n\
         Clay,Ed Falk,900\nTea,Fi Gran,950\nInk,Gus Holm,990\nSand,Ida Jung,40\n",
    );
    assert_eq!(columns(&file), "- name followers");
    let names = (0..2).map(|row| roster.influencer(row).text(Field::Name).to_owned());
    assert_eq!(names.collect::<Vec<_>>(), ["Ana Lima", "Running"]);
    assert_eq!((file.rows.loaded, file.rows.left_out), (8, 0));
}
