import type { Tables } from "./secret-shapes.ts";

/**
 * Shapes of public configs, collected on 2026-11-30, when the rule was written already: these hold a secret. Of the
 * first 184 it had missed 43, and refused 21 of 192 clean ones; once sharpened, of 65 more it missed 3.
 */
export const WILD_SECRET: Tables = {
  env: `
    SEED_PHRASE=«w12»
    WALLET_MNEMONIC=«w24»
    BASE_SEED_PHRASE=«h64»
    RECOVERY_PHRASE=«w12»
    BASE_RPC_URL=https://base-mainnet.g.alchemy.com/v2/«a32»
    ETH_RPC=https://mainnet.infura.io/v3/«h32»
    SOLANA_RPC_URL=https://mainnet.helius-rpc.com/?api-key=«u»
    QUICKNODE=https://quiet-wild-pool.solana-mainnet.quiknode.pro/«h40»/
    OPENAPI_MCP_HEADERS={"Authorization":"Bearer ntn_«a46»","Notion-Version":"2022-06-28"}
    OPENAPI_MCP_HEADERS={"X-Api-Key":"«h32»","Accept":"application/json"}
    MCP_HEADERS=Authorization: Basic «b32»
    SLACK_MCP_XOXC_TOKEN=xoxc-«n12»-«n12»-«n12»-«h64»
    SLACK_MCP_XOXD_TOKEN=xoxd-«a120»
    SLACK_APP=xapp-1-A«c10»-«n13»-«h64»
    LINKEDIN_COOKIE=li_at=AQED«a140»
    SESSION_COOKIE=«a60»
    X_COOKIES=auth_token=«h40»; ct0=«h64»
    TWILIO_AUTH_TOKEN=«h32»
    TELEGRAM_API_HASH=«h32»
    TELEGRAM_SESSION_STRING=1BVts«a300»
    NEO4J_AUTH=neo4j/«p12»
    ES_BASIC_AUTH=elastic:«p14»
    HTTP_AUTH=admin:«p10»
    AZURE_OPENAI_KEY=«a84»
    AZURE_STORAGE_SAS=https://x.blob.core.windows.net/c?sv=2024-01-01&sig=«a43»%3D
    SERVICEBUS=Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=«b43»=
    COSMOS=AccountEndpoint=https://x.documents.azure.com:443/;AccountKey=«b86»==;
    DATABASE_URL=postgresql://postgres.abcdefghijklmnopqrst:«a16»@aws-0-eu.pooler.supabase.com:6543/postgres
    DB_CONN=jdbc:postgresql://db.example/app?user=me&password=«a10»
    JDBC_URL=jdbc:sqlserver://db.example:1433;databaseName=x;user=sa;password=«p12»;
    ORACLE_CONNECTION_STRING=system/«a10»@db.example:1521/XEPDB1
    REDIS=rediss://default:«a40»@eu1-x.upstash.io:6379
    UPSTASH_REDIS_REST_TOKEN=AX«b60»==
    GMAIL_APP_PASSWORD=«l4» «l4» «l4» «l4»
    WP_APP_PASSWORD=«a4» «a4» «a4» «a4» «a4» «a4»
    EMAIL_PASS=«l16»
    TOTP_SECRET=«c32»
    SOPS_KEY=AGE-SECRET-KEY-1«c58»
    NOSTR=nsec1«l58»
    PRIVATE_KEY_BASE64=LS0tLS1CRUdJTi«b200»
    GOOGLE_REFRESH_TOKEN=1//0«a90»
    FIREBASE_CONFIG={"apiKey":"AIza«a35»","projectId":"x"}
    ODOO_PASSWORD=«p8»&Odoo
    JENKINS_TOKEN=11«h32»
    SONAR=squ_«h40»
    REGISTRY=dckr_pat_«a27»
    TFC=«a14».atlasv1.«a64»
    ONEPASS=ops_eyJ«a200»
    TAIL=tskey-api-«a16»-«a32»
    MAPBOX=sk.eyJ«a60».«a22»
    BROWSERBASE=bb_live_«a27»
    LANGFUSE=sk-lf-«u»
    HEROKU=HRKU-«u»
    BITBUCKET=ATBB«a32»
    CLICKUP=pk_«n8»_«c32»
    ASANA=2/«n16»/«n16»:«h32»
    FLY=FlyV1 fm2_«a200»
    TRELLO=ATTA«h64»
    X_BEARER_TOKEN=AAAAAAAAAAAAAAAAAAAAA«a80»
    API_KEY=\${env:«h32»}
    SUPABASE_ACCESS_TOKEN=\${env:sbp_«h40»}
    TOKEN=\${«a40»}
    SETTING=\${ghp_«a36»}
    OPENAI_API_KEY=<sk-proj-«a64»>
    API_KEY=<«h32»>
    API_KEY={{«h32»}}
    API_KEY='«a32»'
    BOT_TOKEN="«n10»:AA«a33»"
    API_KEY=Bearer «h32»
    API_KEYS=«h32»,«h32»
    OPENAI_API_KEY_2=sk-«a48»
    GITHUB_TOKEN_WORK=gho_«a36»
    KEY1=«h32»
    DEEPSEEK=sk-«h32»
    Password=«p10»
    SECRET=s3cr3t!
    API_KEY=\${env:API_KEY:-«a32»}
    LD_SDK=sdk-«u»
    ANYTHING=eyJhbGciOiJSUzI1NiJ9.eyJ«a100».«a86»
    STAGING_ADMIN_PW=«p12»
    ROOT_PASSWORT=«p12»
    PERPLEXITY_API_KEY=pplx-«a48»
    ELEVENLABS_API_KEY=sk_«h48»
    MISTRAL_API_KEY=«a32»
    XAI_API_KEY=xai-«a80»
    OPENROUTER_API_KEY=sk-or-v1-«h64»
    AZURE_OPENAI_API_KEY=«h32»
    OLLAMA_API_KEY=«h32».«a24»
    GITHUB_OAUTH_CLIENT_SECRET=«h40»
    N8N_API_KEY=eyJ«a34».eyJ«a60».«a43»
    HOMEASSISTANT_TOKEN=eyJ«a34».eyJ«a60».«a43»
    SNOWFLAKE_PASSWORD=Sn0w!«a8»
    REDSHIFT_PWD=«p12»
    ZENDESK_API_TOKEN=«a40»
    ALPHA_VANTAGE_KEY=«c16»
    MONGO_CONNECTION=mongodb://admin:«a12»@10.0.0.4:27017/?authSource=admin
    MYSQL_DSN=root:«a12»@tcp(db:3306)/app
    KAFKA_SASL_JAAS_CONFIG=org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="«a12»";
    RABBIT=amqps://u:«a20»@mq.example/v
    LDAP_BIND_PASSWORD=«p14»
    ROUTEROS_PASS=«p10»
    UNIFI_PASSWORD=«p12»
    OBSIDIAN_API_KEY=«h64»
    SUPABASE_DB_URL=postgresql://postgres:«a16»@db.abcdefghijklmnopqrst.supabase.co:5432/postgres
    BEARER=«a40»
    auth_token=«h40»
    MY_SECRET_VALUE=«a32»
    KEY=«a40»
    GPG_PASSPHRASE=open sesame now
    CI_JOB_TOKEN=glcbt-«h2»_«a20»
    DIGITALOCEAN=dop_v1_«h64»
    CF=v1.0-«h24»-«h140»
    MAIL=key-«h32»
    MC=«h32»-us21
    TW=SK«h32»
    DISCORD=MTA«a23».G«a5».«a38»
    SQ=EAAA«a60»
    FAL=«u»:«h32»
    PS=pscale_tkn_«a43»
    CEREBRAS=csk-«l48»
    TOGETHER=tgp_v1_«a43»
    GEMINI=AQ.Ab8«a50»
    REFRESH=1//0«a90»
    SERVICE_ACCOUNT=«j32»
    COHERE=«a40»
    VERCEL=«a24»
    AWS_SK=«b40»
    POSTMARK_SERVER_TOKEN=«u»`,
  header: `
    Authorization: Bearer \${«h32»}
    Authorization: Bearer \${env:sk-ant-api03-«a93»AA}
    Authorization: GenieKey «u»
    Authorization: Klaviyo-API-Key pk_«h34»
    Authorization: jane@acme.test:«a24»
    x-rapidapi-key: «a50»
    CF-Access-Client-Secret: «h64»
    X-Hasura-Admin-Secret: «a20»
    X-Subscription-Token: BSA«a28»
    Xi-Api-Key: sk_«h48»
    X-N8N-API-KEY: eyJ«a34».eyJ«a60».«a43»
    X-Functions-Key: «a54»==
    x-airtable-api-key: pat«a14».«h64»
    Token: «a32»
    ApiKey: «u»
    Cookie: JSESSIONID=«c32»
    Cookie: theme=dark; token=«a40»
    X-Password: «p10»
    Authorization: Bearer fc-«h32»
    Authorization: Token «u»
    X-Auth-Email-Key: «h37»
    x-token: «a24»
    X-Figma-Token: figd_«a40»
    Authorization: Bearer «p12»`,
  url: `
    https://mcp.example/api/mcp/emcp_«a32»
    https://base-mainnet.g.alchemy.com/v2/«a32»
    https://mainnet.infura.io/v3/«h32»
    https://server.smithery.ai/@me/x/mcp?config=«j32»
    https://mcp.alphavantage.co/mcp?apikey=«c16»
    https://mcp.example/mcp?appKey=«a20»&app_secret=«a32»
    https://mcp.example/mcp?auth_token=«h40»
    https://mcp.example/mcp?x-api-key=«h32»
    https://mcp.example/mcp?apiKey=\${«h32»}
    https://«n8»:«h32»@api.example/mcp
    https://token:glpat-«a20»@gitlab.example/mcp
    https://x-access-token:ghs_«a36»@github.com/me/x
    https://hooks.n8n.example/webhook/«a40»/mcp
    https://api.telegram.org/bot«n10»:AA«a33»/getMe
    https://mcp.example/?key=«l20»
    https://mcp.example/mcp?password=«a8»
    ws://localhost:3000/?token=«h32»
    https://mcp.example/sse?access_key=«a32»
    https://mcp.example/mcp?user=me&pass=«a10»
    https://api.example/mcp/t/«a32»
    https://mcp.example/«h64»/sse
    https://mcp.example/mcp?license=«a5»&secret=«h32»`,
  args: `
    start | napi_«a48»
    mcp-mongo-server | mongodb+srv://me:«a16»@c.example/db?w=majority
    --header | x-api-key:«h32»
    --header | Authorization:Basic «b24»
    --headers | Authorization | Bearer «a40» | https://mcp.example/sse
    --headers | X-Api-Key | «h32» | https://mcp.example/sse
    --config | "{\\"tavilyApiKey\\":\\"tvly-«a32»\\"}"
    --config | "{\\"apiKey\\":\\"«u»\\"}"
    --config={"token":"«a40»"}
    -e | OPENAPI_MCP_HEADERS={"Authorization":"Bearer ntn_«a46»"} | mcp/notion
    --env=DB_URL=postgres://u:«a12»@db/x
    -e=API_TOKEN=«a32»
    --access-token | \${env:sbp_«h40»}
    --api-key | \${«h32»}
    -k | «h32»
    --pass | «p10»
    --passwd=«p10»
    --apikey=«h32»
    --api_key | «a32»
    --openai-api-key | sk-proj-«a64»
    --auth | admin:«p10»
    --basic-auth | me:«p12»
    --basic-auth=me:«p12»
    --user=admin:«p12»
    --bearer-token | «a40»
    --cookie | session=«a40»
    --secret=«h32»
    --private-key | 0x«h64»
    --mnemonic | «w12»
    --webhook | https://hooks.slack.com/services/T«n8»/B«n8»/«a24»
    --connection | Server=db;User Id=sa;Password=«p12»;
    -c | curl -H 'Authorization: Bearer «a40»' https://mcp.example
    -c | PGPASSWORD=«a12» exec node s.js
    -c | API_KEY="«a32»" npx x
    /c | set "TOKEN=«a40»" && npx x
    -Command | $env:API_KEY='«a32»'; npx x
    --set | apiKey=«a32»
    --param | api_key:«h32»
    --api-access-token | «a40»
    --client-secret=«a3»~«a36»
    --apify-token=apify_api_«a36»
    --notion-token | ntn_«a46»
    -y | x@latest | --api-key=«u»
    --db-url=postgres://a:«a12»@db/x
    --connection-string=mongodb+srv://a:«a12»@c.example
    --bot-token | «n10»:AA«a33»
    -c | export OPENAI_API_KEY=sk-proj-«a64»; npx x
    /c | npx -y x --key «h32»
    --headers.Authorization=Bearer «a40»
    --http-header=X-Api-Key: «h32»
    --auth-header | Bearer «a40»
    -t | «h40»
    -e | POSTGRES_PASSWORD=«a12» | -e | PGUSER=me`,
  entry: `
    {"transport":{"type":"http","url":"https://mcp.example","headers":{"Authorization":"Bearer «a40»"}}}
    {"url":"https://mcp.example","authorization":"Bearer «a40»"}
    {"url":"https://mcp.example","auth":{"username":"me","password":"«p10»"}}
    {"url":"https://mcp.example","auth":{"type":"basic","credentials":"me:«p10»"}}
    {"url":"https://mcp.example","auth":{"CLIENT_ID":"x","CLIENT_SECRET":"«a32»"}}
    {"url":"https://mcp.example","queryParams":{"api_key":"«h32»"}}
    {"url":"https://mcp.example","token":"«a32»"}
    {"url":"https://mcp.example","options":{"headers":{"x-api-key":"«h32»"}}}
    {"command":"x","env":{"API_KEY":{"value":"«a32»"}}}
    {"cmd":"uvx","args":["x"],"envs":{"TOKEN":"«a32»"}}
    {"command":"docker","args":["run","-e","A=b","-e","TOKEN=«a32»","x"]}
    {"type":"http","url":"https://mcp.example","headersHelper":"printf '{\\"X-Api-Key\\":\\"«h32»\\"}'"}
    {"type":"http","url":"https://mcp.example","headersHelper":"/opt/h.sh «a40»"}
    {"command":"x","metadata":{"apiToken":"«a32»"}}
    {"command":"x","description":"Use sk-ant-api03-«a93»AA for tests"}
    {"command":"x","note":"token: ghp_«a36»"}
    {"command":"x","env":{"CONFIG":"apiKey: «a32»"}}
    {"url":"https://mcp.example","headers":{"X-Key":"«h32»"}}
    {"command":"x","credentials":{"username":"me","password":"«p10»"}}
    {"url":"https://mcp.example","params":{"token":"«a32»"}}
    {"command":"x","args":["--opts","{\\"db\\":{\\"password\\":\\"«a12»\\"}}"]}
    {"url":"https://mcp.example","apiToken":"«a32»","enabled":true}`,
  file: `
    {"mcpServers":{"x":{"command":"n"}},"env":{"API_KEY":"«a32»"}}
    {"mcpServers":[{"name":"x","command":"n","env":{"TOKEN":"«a32»"}}]}
    {"servers":[{"name":"x","uri":"https://mcp.example","apiKey":"«a32»"}]}
    {"x":{"command":"n","env":{"TOKEN":"«a32»"}}}
    {"extensions":{"x":{"cmd":"n","envs":{"API_KEY":"«a32»"}}}}
    {"inputs":[{"id":"k","type":"promptString","description":"key","default":"ghp_«a36»"}],"servers":{}}
    {"language_models":{"openai":{"api_key":"sk-«a48»"}}}
    {"provider":{"x":{"options":{"apiKey":"«a32»"}}}}
    {"security":{"auth":{"selectedType":"x","apiKey":"AIza«a35»"}}}
    {"models":[{"title":"c","apiKey":"sk-ant-api03-«a93»AA"}]}
    {"amp.mcpServers":{"x":{"command":"n","env":{"TOKEN":"«a32»"}}}}
    {"projects":{"/x":{"mcpServers":{"x":{"args":["--token","«a32»"]}}}}}
    {"mcp":{"inputs":[],"servers":{"x":{"url":"https://mcp.example/mcp?token=«a32»"}}}}
    {"github":{"token":"gho_«a36»"}}
    {"servers":{"x":{"headers":[{"name":"Authorization","value":"Bearer «a40»"}]}}}`,
};

/** Shapes of the same that hold none. */
export const WILD_CLEAN: Tables = {
  env: `
    COINBASE_API_KEY_NAME=organizations/«u»/apiKeys/«u»
    MSSQL_DRIVER={ODBC Driver 17 for SQL Server}
    TAVILY_API_KEY={secret}
    API_KEY=ACTUAL_API_KEY
    VERCEL_API_TOKEN=REMPLACEZ_PAR_VOTRE_TOKEN_VERCEL
    API_TOKEN=ваш-токен-teletype
    API_KEY=你的API密钥
    OPENAI_API_KEY=여기에_키_입력
    GITHUB_TOKEN=DEIN_TOKEN
    API_TOKEN=tu-token-aqui
    API_KEY=SUA_CHAVE_AQUI
    NOTION_TOKEN=secret_xxx
    AIRTABLE_API_KEY=patXXXXXXXXXXXXXX
    API_KEY=XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX
    API_KEY=0000000000000000
    OPENAI_API_KEY=not-needed
    OPENAI_API_KEY=EMPTY
    API_KEY=test-key
    GITHUB_TOKEN=\${{ secrets.GITHUB_TOKEN }}
    API_KEY=$(cat /run/secrets/key)
    API_KEY=env:API_KEY
    API_KEY=keychain://crm/api-key
    API_KEY=<%= ENV["API_KEY"] %>
    API_KEY=\${API_KEY:?missing}
    API_KEY=\${API_KEY-}
    GDRIVE_CREDENTIALS_PATH=/opt/me/.gdrive-server-credentials.json
    GMAIL_CREDENTIALS=credentials.json
    OAUTH_CREDENTIALS=./client_secret_«n12».json
    TOKENS=/srv/me/.config/tokens.json
    KEYCLOAK_REALM=master
    KEYRING_BACKEND=file
    PASS_RATE=95
    TOKEN_BUDGET=8142
    MAX_THINKING_TOKENS=31999
    DEFAULT_MINIMUM_TOKENS=10000
    TOKEN_SYMBOL=USDC
    USDC_TOKEN=0x«h40»
    TOKEN_ADDRESS=0x«h40»
    TOKEN_MINT=«a44»
    SSH_PUBLIC_KEY=ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI«b43» me@example
    SUPABASE_ANON_KEY=eyJ«a34».eyJ«a80».«a43»
    NEXT_PUBLIC_FIREBASE_API_KEY=AIza«a35»
    SENTRY_DSN=https://«h32»@o«n6».ingest.us.sentry.io/«n7»
    GOOGLE_CLIENT_ID=«n12»-«l32».apps.googleusercontent.com
    AUTH0_CLIENT_ID=«a32»
    SLACK_TEAM_ID=T«c10»
    NOTION_VERSION=2022-06-28
    TASK_MASTER_MAIN_MODEL=gemini-2.5-flash-preview-05-20
    MODEL_PATH=/models/Qwen2.5-7B-Instruct-Q4_K_M.gguf
    CSRF_HEADER=X-CSRF-Token
    COOKIE_DOMAIN=.example.com
    COOKIE_SECURE=true
    COOKIE_MAX_AGE=3600
    SESSION_ID=«u»
    MCP_SESSION_MODE=stateless
    AUTH=none
    AUTH_PROVIDER=github
    AUTHORIZATION_SERVER=https://login.example
    SECRET_SCANNING=true
    SECRETS_BACKEND=vault
    KEY_ROTATION_DAYS=90
    APPLE_KEY_ID=«c10»
    PASSWORD_POLICY=strict
    CREDENTIAL_HELPER=osxkeychain
    SQL=SELECT token FROM users WHERE password IS NULL
    PROMPT=Reply with Authorization: Bearer <token> in the header
    DATABASE_URL=postgresql://USER:PASSWORD@HOST:PORT/DB
    DATABASE_URL=postgresql://user:pass@localhost/db
    DATABASE_URL=postgresql://<user>:<password>@host/db
    DATABASE_URL=postgresql://username:your_password@localhost:5432/db
    MONGODB_URI=mongodb+srv://<username>:<password>@cluster.mongodb.net
    DATABASE_URL=file:./dev.db?mode=ro
    PATH=C:/x/Scripts;%PATH%
    JAVA_TOOL_OPTIONS=-Dfile.encoding=UTF-8
    INTEGRITY=sha512-«b86»==
    FIGMA_FILE_KEY=«a22»
    AIRTABLE_BASE_ID=app«a14»
    LINEAR_TEAM_KEY=ENG
    ISSUE_KEY=CRM-123
    SLACK_WEBHOOK_URL=https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX
    OPENAI_API_KEY=sk-...
    OPENAI_API_KEY=sk-proj-YOUR_KEY
    GOOGLE_API_KEY=AIza...
    GOOGLE_API_KEY=AIzaSyYOUR_KEY_HERE
    API_KEY=your_32_char_api_key_here
    API_KEY=api_key_goes_here
    OPENAPI_MCP_HEADERS={"Authorization": "Bearer ntn_****", "Notion-Version": "2022-06-28"}
    OPENAPI_MCP_HEADERS={"Authorization":"Bearer \${NOTION_TOKEN}","Notion-Version":"2022-06-28"}
    OPENAPI_MCP_HEADERS={"Authorization":"Bearer ntn_YOURTOKEN"}
    OPENAI_BASE_URL=https://api.openai.com/v1
    OPENAI_ORG_ID=org-«a24»
    AWS_PROFILE=default
    AWS_REGION=eu-central-1
    AWS_ROLE_ARN=arn:aws:iam::«n12»:role/mcp
    AZURE_SUBSCRIPTION_ID=«u»
    GCP_PROJECT=my-project-«n6»
    KUBECONFIG=/srv/me/.kube/config
    SSH_AUTH_SOCK=/run/user/1000/keyring/ssh
    GNUPGHOME=/srv/me/.gnupg
    TOKENIZER_MODEL=gpt2
    MAX_OUTPUT_TOKENS=8192
    TOKEN_ENCODING=cl100k_base
    ACCESS_TOKEN_LIFETIME=15m
    REFRESH_TOKEN_ENABLED=true
    PASSWORD_HASH_ALGO=argon2id
    SECRET_PROVIDER=doppler
    API_KEY_PREFIX=crm_live_
    KEY_SIZE=4096
    API_KEYS_FILE=./keys.json
    HEADERS=Content-Type: application/json
    DOCKER_AUTH_CONFIG=/etc/docker/config.json
    GIT_AUTHOR_NAME=Ada
    OAUTH_REDIRECT_URI=http://localhost:8080/callback
    OAUTH_SCOPES=repo,user
    OAUTH_CLIENT_ID=Iv1.«h16»
    CLIENT_SECRET_FILE=client_secret.json
    ENCRYPTION=aes-256-gcm
    SIGNING_ALG=ES256
    MY_TOKEN=%MY_TOKEN%
    LINEAR_API_KEY=lin_api_your_key
    JIRA_TOKEN=<jira-token>
    DB_PASSWORD=\${DB_PASSWORD}
    GITHUB_TOKEN=\${input:github_mcp_pat}
    DISCORD_TOKEN=your.discord.token
    AUTH_TOKEN=PUT_TOKEN_HERE
    SHOPIFY_ACCESS_TOKEN=shpat_xxxxxxxxxxxxxxxx
    FIRECRAWL_API_KEY=fc-YOUR_API_KEY
    PG=postgresql://readonly@localhost:5432/app
    DB=mysql://localhost/app
    API_KEY=vault:secret/data/crm#key
    YOUTUBE_PLAYLIST=PL«a32»
    GOOGLE_SHEET=«a44»
    SOLANA_PROGRAM=«a44»
    OLLAMA_EMBEDDINGS=nomic-embed-text-v1.5-Q4_K_M-GGUF
    CACHE=/srv/«a24»/x
    MAPBOX_STYLE=mapbox://styles/me/c«h24»
    BUILD=2026.11.30-«h8»`,
  header: `
    Authorization: Bearer \${env:GITHUB_TOKEN}
    Authorization: Bearer {{TOKEN}}
    Authorization: Bearer $TOKEN
    Authorization: Bearer {token}
    Authorization: Bearer your_token_here
    Authorization: Bearer ghp_xxxxxxxxxxxxxxxxxxxx
    Authorization: Bearer yts_...
    Authorization: Basic \${input:auth}
    Authorization: Token token="\${TOKEN}", email="\${EMAIL}"
    X-API-Key: {env:API_KEY}
    X-Org-Id: «u»
    traceparent: 00-«h32»-«h16»-01
    If-None-Match: "«h32»"
    X-MCP-Readonly: true
    X-Token-Limit: 4000
    X-CSRF-Token: \${CSRF}
    X-GitHub-Api-Version: 2022-11-28
    OpenAI-Organization: org-«a24»
    X-Auth-Mode: bearer
    Authorization: Bearer \${HF_TOKEN}
    Authorization: Bearer \${TOKEN}
    Authorization: Basic \${BASIC}
    X-Api-Version: 2024-10-01
    X-Tenant: «u»
    Accept-Encoding: gzip
    X-Anthropic-Beta: tools-2024-05-16`,
  url: `
    https://mcp.exa.ai/mcp?tools=web_search_exa,get_code_context_exa,linkedin_search_exa
    https://mcp.supabase.com/mcp?project_ref=«l20»&features=docs%2Caccount%2Cdatabase
    http://host.docker.internal:8080/sse
    https://mcp.example/mcp?key=YOUR_MCP_API_KEY
    https://mcp.example/mcp?token=$TOKEN
    https://mcp.example/mcp?token={{token}}
    https://mcp.example/mcp?token=...
    https://mcp.example/mcp?session_id=«u»
    https://mcp.composio.dev/server/«u»/mcp?user_id=me
    https://huggingface.co/spaces/me/Qwen2.5-VL-72B-Instruct/gradio_api/mcp/sse
    https://me-my-space-mcp-server-2025.hf.space/gradio_api/mcp/sse
    https://www.figma.com/design/«a22»/App
    https://www.notion.so/My-Page-«h32»
    https://gist.github.com/me/«h32»
    https://app.example/projects/«h24»/mcp
    https://mcp.example/workspaces/«a22»/mcp
    https://cdn.jsdelivr.net/gh/me/x@«h40»/server.js
    https://mcp.linear.app/sse
    https://api.githubcopilot.com/mcp/
    https://mcp.example/mcp?version=2025-06-18&tools=a,b
    https://mcp.example/mcp/?tenant=«u»
    http://127.0.0.1:3845/sse
    https://mcp.context7.com/mcp?key=\${CONTEXT7_KEY}`,
  args: `
    --access-token | \${env:SUPABASE_ACCESS_TOKEN}
    exec | -i | deploy/mcp-server-7d9f8b6c5d-x2x4z | -- | node | main.js
    start | \${NEON_API_KEY}
    @me/railway-mcp | REMPLACEZ_PAR_VOTRE_TOKEN_RAILWAY
    --project-ref=«l20»
    --profile | yummy-dove-oD2ldW
    --local-timezone=Asia/Tokyo
    --header | Authorization:Bearer \${TOKEN}
    --header | Authorization: Bearer yts_...
    --header | x-airtable-api-key: patXXXXXXXXXXXXXX
    --headers | Authorization | Bearer \${TOKEN} | https://mcp.example/sse
    -e | GITHUB_TOKEN=\${GITHUB_TOKEN} | ghcr.io/github/github-mcp-server
    --env-file=/srv/me/.env
    --key-vault | crm-prod
    --token-budget | 20000
    --password-file | /run/secrets/pw
    --auth | none
    --auth=oauth2
    --user | me@example.com
    --user=me
    --cdp-endpoint | ws://127.0.0.1:9222/devtools/browser/«u»
    --executable-path | /nix/store/«l32»-nodejs-20.1/bin/node
    /srv/me/.cache/pnpm/dlx/«h32»/node_modules/.bin/x
    /opt/me/Library/Caches/x/«h40»/server.js
    --mount | type=bind,src=/srv/me,dst=/data
    --label | com.example.key=value
    --sort-key | name
    --model=qwen2.5-coder:32b-instruct-q4_K_M
    --hash | sha256:«h64»
    --file-key | «a22»
    --bearer-token-env | GITHUB_TOKEN
    --api-key-command | op read op://Private/x/key
    -c | op run --env-file=.env -- npx x
    -c | source .env && exec npx x --token "$TOKEN"
    -c | export $(cat .env | xargs) && node s.js
    -c | npx x --api-key \${API_KEY:?}
    -e | require("x").run({ key: process.env.KEY })
    /c | npx x --key %API_KEY%
    -Command | npx x --key $env:API_KEY
    --scopes | https://www.googleapis.com/auth/userinfo.email
    --disable-token-refresh | main.js
    --static-oauth-client-info | {"client_id":"\${ID}","scope":"a b"}
    --directory | C:\\\\Data\\\\me\\\\mcp
    run | --rm | -i | -e | GITHUB_PERSONAL_ACCESS_TOKEN | ghcr.io/x
    --api-key=$API_KEY
    --keyfile | ~/.ssh/id_ed25519
    --tokens | 4000
    --password-prompt | true
    --read-only
    --features=database,docs
    git+ssh://git@github.com/me/x.git
    --python=3.12 | --from | x[cli]==1.2.3
    -m | mcp_server_fetch
    --db-path | ./data.db
    --api-version=2024-10-01
    --no-auth`,
  entry: `
    {"url":"https://mcp.example","auth":{"type":"oauth","client_id":"x","scopes":["a"]}}
    {"url":"https://mcp.example","oauth":{"clientId":"«a24»","tokenUrl":"https://login.example/token"}}
    {"httpUrl":"https://mcp.example","authProviderType":"google_credentials","oauth":{"scopes":["https://www.googleapis.com/auth/x"]}}
    {"httpUrl":"https://mcp.example","targetAudience":"«n12»-«l32».apps.googleusercontent.com","targetServiceAccount":"sa@p.iam.gserviceaccount.com"}
    {"command":"x","autoApprove":["get_anon_key","browser_press_key","get_secret","create_api_key","reset_password"]}
    {"command":"x","toolPermissions":{"get_token":"allow","reset_password":"deny"}}
    {"command":"x","tools":[{"name":"reset_password","description":"Sets a new password for a user"}]}
    {"command":"x","configSchema":{"properties":{"apiKey":{"type":"string","description":"The API key"}},"required":["apiKey"]}}
    {"command":"x","env":{"API_KEY":{"type":"secret","required":true}}}
    {"command":"x","env":[{"name":"API_KEY","value":"\${API_KEY}","secret":true}]}
    {"url":"https://mcp.example","headers":[{"name":"Authorization","value":"Bearer \${T}"}]}
    {"url":"https://mcp.example","headers":{"Authorization":"Bearer {env:T}"}}
    {"command":"/nix/store/«l32»-x/bin/x"}
    {"command":"x","icon":"data:image/png;base64,«b200»"}
    {"command":"x","gitSha":"«h40»","checksum":"sha256-«b43»="}
    {"command":"x","id":"«u»","name":"token-counter"}
    {"command":"x","cwd":"\${workspaceFolder}","envFile":"\${workspaceFolder}/.env"}
    {"command":"uvx","args":["mcp-server-git","--repository","."],"transportType":"stdio","timeout":60}
    {"type":"sse","url":"https://mcp.example/sse","gallery":true,"version":"0.0.1"}
    {"command":"x","trust":true,"includeTools":["get_key_metrics","list_tokens"]}
    {"command":"x","env":{"LOG_LEVEL":"info","TOKEN":"\${TOKEN}"},"enabled":true}
    {"type":"http","url":"https://mcp.example","tools":{"token_count":true,"secret_scan":false}}`,
  file: `
    {"mcpServers":{},"globalShortcut":"Cmd+Shift+Space","preferences":{"keyboard":"vim"}}
    {"model":{"summarizeToolOutput":{"sh":{"tokenBudget":8142}}},"security":{"auth":{"selectedType":"gemini-api-key"}}}
    {"advanced":{"excludedEnvVars":["API_KEY","DEBUG"]}}
    {"permissions":{"allow":["mcp__crm__get_token","Bash(npm:*)"],"deny":["Read(./.env)","Read(./secrets/**)"]}}
    {"$schema":"https://opencode.ai/config.json","mcp":{"x":{"type":"remote","url":"https://mcp.example","headers":{"Authorization":"Bearer {env:T}"}}}}
    {"inputs":[{"type":"promptString","id":"api_key","description":"API key of the CRM","password":true}],"servers":{"x":{"env":{"K":"\${input:api_key}"}}}}
    {"inputs":[{"id":"auth_token","type":"command","command":"op.read","args":{"ref":"op://x/y"}}],"servers":{}}
    {"context_servers":{"x":{"settings":{"page_format":"Letter","margin":{"top":"25mm"}}}}}
    {"mcpServers":[{"name":"x","command":"npx","env":{"TOKEN":"\${{ secrets.TOKEN }}"}}]}
    {"servers":{"x":{"gallery":"https://api.mcp.github.com/v0/servers/«u»","version":"1.0.0"}}}
    {"mcpServers":{"keycloak":{"command":"npx","args":["-y","keycloak-mcp"]}}}
    {"mcp":{"secret-santa":{"type":"local","command":["npx","secret-santa-mcp"]}}}`,
};
