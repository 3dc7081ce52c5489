// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { IBitcoinRelay } from "./interfaces/IBitcoinRelay.sol";
import { IEntanglementManager } from "./interfaces/IEntanglementManager.sol";
import { IQpBTC } from "./interfaces/IQpBTC.sol";
import { IRequestIds } from "./interfaces/IRequestIds.sol";
import { IStakerRegistry } from "./interfaces/IStakerRegistry.sol";
import { IStakerSelector } from "./interfaces/IStakerSelector.sol";
import { BitcoinProofs, Inclusion, Payment } from "./libraries/BitcoinProofs.sol";
import { BitcoinScript } from "./libraries/BitcoinScript.sol";
import { BridgeAccounting } from "./libraries/BridgeAccounting.sol";
import { Proof } from "./types/BitcoinTypes.sol";
import { BridgeParams, DepositQuote, DepositState, DepositView } from "./types/BridgeTypes.sol";

/// @title EntanglementManager
/// @notice See `IEntanglementManager` for what it promises.
/// @dev Effects stand before calls that hand over control. The modules called in between (ids, relay, registry, selector,
/// token) are immutable parts of this system and call nobody outside it; coins move only in the last step of a function.
contract EntanglementManager is IEntanglementManager, AccessManaged, ReentrancyGuardTransient {
    /// @notice Bitcoin blocks from the request until the depositor can take the coin back alone.
    uint256 public constant REFUND_BLOCKS = 4320;
    /// @notice Bitcoin blocks before that height from which on nothing is minted any more.
    uint256 public constant REFUND_MARGIN_BLOCKS = 1008;
    /// @notice Bitcoin blocks after the deadline in which a payment on time can still be proven.
    uint256 public constant EXPIRY_MARGIN_BLOCKS = 36;
    /// @notice Seconds by which the relay's tip may differ from the EVM's clock while something is minted.
    uint256 public constant MAX_TIP_AGE = 3 hours;
    uint256 public constant MAX_PAYMENTS = 8;
    uint256 public constant MAX_PAUSE = 10 days;
    uint256 public constant PAUSE_INTERVAL = 90 days;
    /// @dev stands in `deadlineHeight` while a draw that was committed again is open; no Bitcoin height in 300 years
    uint24 private constant RECOMMITTED = type(uint24).max;

    /// @dev Two slots. The recipient stands apart when it is not the requester.
    struct Deposit {
        address requester;
        uint48 sats;
        uint24 requestHeight;
        uint16 bondBps;
        bool otherRecipient;
        bytes20 refundPubKeyHash;
        uint24 stakerId;
        DepositState state;
        uint40 deadlineTime;
        uint24 deadlineHeight;
    }

    /// @dev what a request reads, in one slot
    struct RequestRules {
        uint64 dustSats;
        uint16 bondMinBps;
        uint16 bondMaxBps;
        uint40 pausedUntil;
        uint40 pauseStart;
    }

    /// @dev what assigning and minting read, in one slot
    struct MintRules {
        address feeRecipient;
        uint16 depositFeeBps;
        uint16 confirmations;
        uint32 depositPeriodSeconds;
        uint16 depositPeriodBlocks;
    }

    address public immutable relay;
    address public immutable registry;
    address public immutable selector;
    address public immutable qpBTC;
    address public immutable requestIds;
    uint256 private immutable _minBlockWork;
    uint256 private immutable _minActiveStakers;

    RequestRules private _requestRules;
    MintRules private _mintRules;
    mapping(uint256 reqId => Deposit) private _deposits;
    mapping(uint256 reqId => address) private _recipients;
    mapping(bytes32 outpoint => bool) private _consumed;
    mapping(address account => uint256) private _balances;

    constructor(
        address authority,
        address relay_,
        address registry_,
        address selector_,
        address qpBTC_,
        address requestIds_,
        address feeRecipient_,
        BridgeParams memory params_
    ) AccessManaged(authority) {
        if (
            relay_ == address(0) || registry_ == address(0) || selector_ == address(0) || qpBTC_ == address(0)
                || requestIds_ == address(0)
        ) revert EntanglementManager_AddressZero();
        relay = relay_;
        registry = registry_;
        selector = selector_;
        qpBTC = qpBTC_;
        requestIds = requestIds_;
        // Neither can ever change there, so they are read once.
        _minBlockWork = IBitcoinRelay(relay_).minBlockWork();
        _minActiveStakers = IStakerRegistry(registry_).MIN_ACTIVE_STAKERS();
        _setParams(params_);
        _setFeeRecipient(feeRecipient_);
    }

    // --- deposits ---

    /// @inheritdoc IEntanglementManager
    function requestDeposit(uint64 sats, address recipient, bytes20 refundPubKeyHash, bool allowQueue)
        external
        payable
        nonReentrant
        returns (uint256 reqId)
    {
        uint256 bondWei;
        (reqId, bondWei) = _request(sats, recipient, refundPubKeyHash, allowQueue);
        if (msg.value > bondWei) _send(msg.sender, msg.value - bondWei);
    }

    /// @inheritdoc IEntanglementManager
    function resolveDeposit(uint256 reqId) external {
        Deposit storage deposit = _known(reqId, 0);
        DepositState state = deposit.state;
        if (state != DepositState.Requested) revert EntanglementManager_WrongState(reqId, 0, state);
        uint64 sats = deposit.sats;
        (uint256 deadlineHeight, bool late) = _deadlineHeight(deposit);
        (bool resolved, uint256 stakerId) = IStakerSelector(selector).resolveDraw(reqId, sats, !late);
        if (!resolved) {
            // The seed was out of reach: the draw is committed again and resolved later.
            deposit.deadlineHeight = RECOMMITTED;
        } else if (stakerId == 0) {
            deposit.state = DepositState.Cancelled;
            emit DepositCancelled(reqId);
        } else {
            _assign(reqId, deposit, stakerId, sats, deadlineHeight);
        }
    }

    /// @inheritdoc IEntanglementManager
    function executeDeposit(uint256 reqId, uint8 share, Proof[] calldata proofs) external {
        Deposit storage deposit = _known(reqId, share);
        DepositState state = deposit.state;
        if (state != DepositState.Assigned && state != DepositState.Expired) {
            revert EntanglementManager_WrongState(reqId, share, state);
        }
        if (proofs.length == 0) revert EntanglementManager_NoPayments();
        if (proofs.length > MAX_PAYMENTS) revert EntanglementManager_TooManyPayments(proofs.length, MAX_PAYMENTS);

        uint64 paid = _consumePayments(reqId, deposit, proofs);
        uint64 sats = deposit.sats;
        if (paid < sats) revert EntanglementManager_Underpaid(paid, sats);

        deposit.state = DepositState.Minted;
        // Expired has given its reservation back: what is minted then needs free capacity, like any excess.
        uint64 reserved = state == DepositState.Assigned ? sats : 0;
        _mint(reqId, deposit, reserved, paid);
    }

    /// @inheritdoc IEntanglementManager
    function expireDeposit(uint256 reqId, uint8 share) external {
        Deposit storage deposit = _known(reqId, share);
        DepositState state = deposit.state;
        if (state != DepositState.Assigned && state != DepositState.Expired) {
            revert EntanglementManager_WrongState(reqId, share, state);
        }
        (uint256 tipHeight,) = IBitcoinRelay(relay).tip();
        if (_refundNear(deposit, tipHeight)) {
            deposit.state = DepositState.Refundable;
            emit DepositRefundable(reqId, share);
        } else {
            if (state == DepositState.Expired) revert EntanglementManager_WrongState(reqId, share, state);
            (uint256 deadlineTime, uint256 deadlineHeight) = (deposit.deadlineTime, deposit.deadlineHeight);
            if (block.timestamp <= deadlineTime || tipHeight <= deadlineHeight + EXPIRY_MARGIN_BLOCKS) {
                revert EntanglementManager_DeadlineNotPassed(deadlineTime, deadlineHeight);
            }
            deposit.state = DepositState.Expired;
            emit DepositExpired(reqId, share);
        }
        if (state != DepositState.Assigned) return;
        _forfeitBond(reqId, deposit);
        IStakerRegistry(registry).release(deposit.stakerId, deposit.sats);
    }

    // --- pay-outs ---

    /// @inheritdoc IEntanglementManager
    function claimBonds(uint256[] calldata reqIds) external nonReentrant {
        if (reqIds.length == 0) revert EntanglementManager_NothingToClaim();
        for (uint256 i; i < reqIds.length; ++i) {
            uint256 reqId = reqIds[i];
            Deposit storage deposit = _known(reqId, 0);
            DepositState state = deposit.state;
            if (state != DepositState.Minted && state != DepositState.Cancelled) {
                revert EntanglementManager_WrongState(reqId, 0, state);
            }
            uint256 amountWei = BridgeAccounting.bondWei(deposit.sats, deposit.bondBps);
            if (amountWei == 0) revert EntanglementManager_NothingToClaim();
            deposit.bondBps = 0;
            address to = deposit.requester;
            emit BondClaimed(reqId, to, amountWei);
            _send(to, amountWei);
        }
    }

    /// @inheritdoc IEntanglementManager
    function claimBalance() external nonReentrant {
        uint256 amountWei = _balances[msg.sender];
        if (amountWei == 0) revert EntanglementManager_NothingToClaim();
        _balances[msg.sender] = 0;
        emit BalanceClaimed(msg.sender, amountWei);
        _send(msg.sender, amountWei);
    }

    // --- guardian and admin ---

    /// @inheritdoc IEntanglementManager
    function pauseDeposits(uint256 until) external restricted {
        if (until <= block.timestamp || until > block.timestamp + MAX_PAUSE) {
            revert EntanglementManager_ParameterOutOfBounds("until", until);
        }
        uint256 start = _requestRules.pauseStart;
        if (start != 0 && block.timestamp < start + PAUSE_INTERVAL) {
            revert EntanglementManager_PauseSpent(start + PAUSE_INTERVAL);
        }
        _requestRules.pausedUntil = uint40(until);
        _requestRules.pauseStart = uint40(block.timestamp);
        emit DepositsPaused(until);
    }

    /// @inheritdoc IEntanglementManager
    function unpauseDeposits() external restricted {
        _requestRules.pausedUntil = 0;
        emit DepositsUnpaused();
    }

    /// @inheritdoc IEntanglementManager
    function setParams(BridgeParams calldata params_) external restricted {
        _setParams(params_);
    }

    /// @inheritdoc IEntanglementManager
    function setFeeRecipient(address feeRecipient_) external restricted {
        _setFeeRecipient(feeRecipient_);
    }

    // --- views ---

    /// @inheritdoc IEntanglementManager
    function depositOf(uint256 reqId) external view returns (DepositView memory seen) {
        Deposit storage deposit = _deposits[reqId];
        DepositState state = deposit.state;
        if (state == DepositState.None) return seen;
        seen.requester = deposit.requester;
        seen.recipient = _recipient(reqId, deposit);
        seen.sats = deposit.sats;
        seen.refundPubKeyHash = deposit.refundPubKeyHash;
        seen.state = state;
        seen.bondWei = BridgeAccounting.bondWei(deposit.sats, deposit.bondBps);
        seen.requestHeight = deposit.requestHeight;
        seen.refundHeight = _refundHeight(deposit);
        if (deposit.stakerId == 0) return seen;
        seen.staker = IStakerRegistry(registry).stakerById(deposit.stakerId);
        seen.deadlineTime = deposit.deadlineTime;
        seen.deadlineHeight = deposit.deadlineHeight;
        seen.script = BitcoinScript.p2wsh(_program(reqId, deposit));
        if (state == DepositState.Assigned || state == DepositState.Expired) {
            (uint256 tipHeight,) = IBitcoinRelay(relay).tip();
            if (_refundNear(deposit, tipHeight)) seen.state = DepositState.Refundable;
        }
    }

    /// @inheritdoc IEntanglementManager
    function depositScript(uint256 reqId, uint8 share) external view returns (bytes memory) {
        return BitcoinScript.p2wsh(_program(reqId, _assigned(reqId, share)));
    }

    /// @inheritdoc IEntanglementManager
    function depositWitnessScript(uint256 reqId, uint8 share) external view returns (bytes memory) {
        Deposit storage deposit = _assigned(reqId, share);
        return _witnessScript(reqId, deposit, IStakerRegistry(registry).pubKeyById(deposit.stakerId));
    }

    /// @inheritdoc IEntanglementManager
    function quoteDeposit(uint64 sats) external view returns (DepositQuote memory quote) {
        RequestRules memory rules = _requestRules;
        quote.bondBps = BridgeAccounting.bondRateUp(
            IStakerSelector(selector).utilisation(sats), rules.bondMinBps, rules.bondMaxBps
        );
        quote.bondWei = BridgeAccounting.bondWei(sats, quote.bondBps);
        quote.feeSats = BridgeAccounting.feeUp(sats, _mintRules.depositFeeBps);
        quote.confirmations = BridgeAccounting.confirmationsFor(sats, _mintRules.confirmations);
        if (block.timestamp < rules.pausedUntil) return quote;
        // No price and too few stakers both mean that nothing can be taken now.
        try IStakerRegistry(registry).activeStakersWithPrice() returns (uint256 active) {
            if (active < _minActiveStakers) return quote;
            uint256 most = IStakerSelector(selector).available();
            quote.maxSats = most < rules.dustSats ? 0 : most;
        } catch { }
    }

    /// @inheritdoc IEntanglementManager
    function confirmationsFor(uint64 sats) external view returns (uint256) {
        return BridgeAccounting.confirmationsFor(sats, _mintRules.confirmations);
    }

    /// @inheritdoc IEntanglementManager
    function consumed(bytes32 txid, uint32 vout) external view returns (bool) {
        return _consumed[_outpoint(txid, vout)];
    }

    /// @inheritdoc IEntanglementManager
    function balanceOf(address account) external view returns (uint256 amountWei) {
        return _balances[account];
    }

    /// @inheritdoc IEntanglementManager
    function params() external view returns (BridgeParams memory) {
        RequestRules memory request = _requestRules;
        MintRules memory rules = _mintRules;
        return BridgeParams({
            dustSats: request.dustSats,
            depositFeeBps: rules.depositFeeBps,
            bondMinBps: request.bondMinBps,
            bondMaxBps: request.bondMaxBps,
            confirmations: rules.confirmations,
            depositPeriodSeconds: rules.depositPeriodSeconds,
            depositPeriodBlocks: rules.depositPeriodBlocks
        });
    }

    /// @inheritdoc IEntanglementManager
    function feeRecipient() external view returns (address) {
        return _mintRules.feeRecipient;
    }

    /// @inheritdoc IEntanglementManager
    function pausedUntil() external view returns (uint256) {
        return _requestRules.pausedUntil;
    }

    // --- internals: steps of a deposit ---

    /// @dev everything of a request but the excess that is sent back
    function _request(uint64 sats, address recipient, bytes20 refundPubKeyHash, bool allowQueue)
        private
        returns (uint256 reqId, uint256 bondWei)
    {
        RequestRules memory rules = _requestRules;
        if (block.timestamp < rules.pausedUntil) revert EntanglementManager_Paused(rules.pausedUntil);
        if (sats < rules.dustSats) revert EntanglementManager_AmountUnderDust(sats, rules.dustSats);
        if (sats > BridgeAccounting.MAX_SATS) revert EntanglementManager_AmountTooLarge(sats);
        if (recipient == address(0)) revert EntanglementManager_RecipientZero();
        if (refundPubKeyHash == bytes20(0)) revert EntanglementManager_RefundKeyZero();
        if (allowQueue) revert EntanglementManager_QueueUnavailable();
        _checkStakers();

        reqId = IRequestIds(requestIds).next();
        uint256 bondBps = BridgeAccounting.bondRateUp(
            IStakerSelector(selector).requestDraw(reqId, sats), rules.bondMinBps, rules.bondMaxBps
        );
        bondWei = BridgeAccounting.bondWei(sats, bondBps);
        if (msg.value < bondWei) revert EntanglementManager_BondAmount(msg.value, bondWei);

        (uint256 tipHeight,) = IBitcoinRelay(relay).tip();
        bool otherRecipient = recipient != msg.sender;
        _deposits[reqId] = Deposit({
            requester: msg.sender,
            sats: uint48(sats),
            requestHeight: uint24(tipHeight),
            bondBps: uint16(bondBps),
            otherRecipient: otherRecipient,
            refundPubKeyHash: refundPubKeyHash,
            stakerId: 0,
            state: DepositState.Requested,
            deadlineTime: 0,
            deadlineHeight: 0
        });
        if (otherRecipient) _recipients[reqId] = recipient;
        emit DepositRequested(
            reqId, msg.sender, recipient, sats, refundPubKeyHash, bondWei, tipHeight, tipHeight + REFUND_BLOCKS
        );
    }

    function _checkStakers() private view {
        uint256 active = IStakerRegistry(registry).activeStakersWithPrice();
        if (active < _minActiveStakers) revert EntanglementManager_TooFewStakers(active, _minActiveStakers);
    }

    /// @dev A draw that is resolved in its first window counts its Bitcoin clock from the request's height, a few blocks
    /// ago at most. One that was committed again may be far behind, so there the relay is asked.
    /// @return deadlineHeight Bitcoin height of the deadline if the share is assigned now
    /// @return late true when the payer would not have the whole period before the refund window nears
    function _deadlineHeight(Deposit storage deposit) private view returns (uint256 deadlineHeight, bool late) {
        uint256 from = deposit.requestHeight;
        if (deposit.deadlineHeight == RECOMMITTED) (from,) = IBitcoinRelay(relay).tip();
        deadlineHeight = from + _mintRules.depositPeriodBlocks;
        late = deadlineHeight + EXPIRY_MARGIN_BLOCKS + REFUND_MARGIN_BLOCKS > _refundHeight(deposit);
    }

    function _assign(uint256 reqId, Deposit storage deposit, uint256 stakerId, uint64 sats, uint256 deadlineHeight)
        private
    {
        uint256 deadlineTime = block.timestamp + _mintRules.depositPeriodSeconds;
        deposit.stakerId = uint24(stakerId);
        deposit.state = DepositState.Assigned;
        deposit.deadlineTime = uint40(deadlineTime);
        deposit.deadlineHeight = uint24(deadlineHeight);
        (address staker, bytes memory pubKey) = IStakerRegistry(registry).reserve(stakerId, sats);
        bytes memory script = BitcoinScript.p2wsh(BitcoinScript.witnessProgram(_witnessScript(reqId, deposit, pubKey)));
        emit DepositAssigned(reqId, 0, staker, sats, script, deadlineTime, deadlineHeight);
    }

    /// @dev Verifies every proof, marks every output to the share's script, and checks what depends on their sum.
    function _consumePayments(uint256 reqId, Deposit storage deposit, Proof[] calldata proofs)
        private
        returns (uint64 paid)
    {
        bytes32 program = _program(reqId, deposit);
        uint256 confirmations = type(uint256).max;
        uint256 work;
        for (uint256 i; i < proofs.length; ++i) {
            (uint64 sats, Inclusion memory inclusion) = _consume(reqId, deposit, program, proofs[i]);
            paid += sats;
            // The youngest block has both the fewest confirmations and the least work above it.
            if (inclusion.confirmations < confirmations) {
                (confirmations, work) = (inclusion.confirmations, inclusion.work);
            }
        }
        uint256 required = BridgeAccounting.confirmationsFor(paid, _mintRules.confirmations);
        if (confirmations < required) revert EntanglementManager_NotConfirmed(confirmations, required);
        uint256 requiredWork = required * _minBlockWork;
        if (work < requiredWork) revert EntanglementManager_NotEnoughWork(work, requiredWork);
    }

    function _consume(uint256 reqId, Deposit storage deposit, bytes32 program, Proof calldata proof)
        private
        returns (uint64 sats, Inclusion memory inclusion)
    {
        inclusion = BitcoinProofs.verify(proof, IBitcoinRelay(relay), 0);
        _checkClocks(deposit, inclusion);
        uint256 requestHeight = deposit.requestHeight;
        if (inclusion.height <= requestHeight) {
            revert EntanglementManager_PaymentTooOld(inclusion.height, requestHeight);
        }
        (uint256 total, Payment[] memory payments) = BitcoinProofs.paymentsTo(proof, inclusion, program);
        if (payments.length == 0) revert EntanglementManager_WrongScript(reqId, 0);
        for (uint256 i; i < payments.length; ++i) {
            uint32 vout = payments[i].vout;
            bytes32 key = _outpoint(inclusion.txid, vout);
            if (_consumed[key]) revert EntanglementManager_OutpointUsed(inclusion.txid, vout);
            _consumed[key] = true;
            emit PaymentConsumed(reqId, 0, inclusion.txid, vout, payments[i].sats);
        }
        // Sums of one transaction stay under 21 million BTC.
        sats = uint64(total);
    }

    function _checkClocks(Deposit storage deposit, Inclusion memory inclusion) private view {
        if (_refundNear(deposit, inclusion.tipHeight)) {
            revert EntanglementManager_RefundWindowNear(inclusion.tipHeight, _refundHeight(deposit));
        }
        uint256 tipTime = inclusion.tipTime;
        if (tipTime + MAX_TIP_AGE < block.timestamp || tipTime > block.timestamp + MAX_TIP_AGE) {
            revert EntanglementManager_RelayStale(tipTime, MAX_TIP_AGE);
        }
    }

    function _mint(uint256 reqId, Deposit storage deposit, uint64 reserved, uint64 paid) private {
        MintRules memory rules = _mintRules;
        address recipient = _recipient(reqId, deposit);
        uint64 fee = BridgeAccounting.feeUp(paid, rules.depositFeeBps);
        emit DepositMinted(reqId, 0, recipient, paid, paid - fee, fee);
        IStakerRegistry(registry).issue(deposit.stakerId, reserved, paid);
        IQpBTC(qpBTC).mint(recipient, paid - fee, rules.feeRecipient, fee);
    }

    function _forfeitBond(uint256 reqId, Deposit storage deposit) private {
        uint256 amountWei = BridgeAccounting.bondWei(deposit.sats, deposit.bondBps);
        deposit.bondBps = 0;
        (uint256 stakerWei, uint256 poolWei) = BridgeAccounting.splitBond(amountWei);
        _addBalance(IStakerRegistry(registry).stakerById(deposit.stakerId), reqId, stakerWei);
        _addBalance(_mintRules.feeRecipient, reqId, poolWei);
    }

    function _addBalance(address account, uint256 reqId, uint256 amountWei) private {
        _balances[account] += amountWei;
        emit BalanceAdded(account, reqId, amountWei);
    }

    function _send(address to, uint256 amountWei) private {
        (bool ok,) = to.call{ value: amountWei }("");
        if (!ok) revert EntanglementManager_TransferFailed(to, amountWei);
    }

    // --- internals: reading ---

    function _known(uint256 reqId, uint8 share) private view returns (Deposit storage deposit) {
        deposit = _deposits[reqId];
        if (share != 0 || deposit.state == DepositState.None) {
            revert EntanglementManager_UnknownRequest(reqId, share);
        }
    }

    function _assigned(uint256 reqId, uint8 share) private view returns (Deposit storage deposit) {
        deposit = _known(reqId, share);
        if (deposit.stakerId == 0) revert EntanglementManager_WrongState(reqId, share, deposit.state);
    }

    function _recipient(uint256 reqId, Deposit storage deposit) private view returns (address) {
        return deposit.otherRecipient ? _recipients[reqId] : deposit.requester;
    }

    function _refundHeight(Deposit storage deposit) private view returns (uint256) {
        return uint256(deposit.requestHeight) + REFUND_BLOCKS;
    }

    function _refundNear(Deposit storage deposit, uint256 tipHeight) private view returns (bool) {
        return tipHeight + REFUND_MARGIN_BLOCKS > _refundHeight(deposit);
    }

    function _program(uint256 reqId, Deposit storage deposit) private view returns (bytes32) {
        bytes memory pubKey = IStakerRegistry(registry).pubKeyById(deposit.stakerId);
        return BitcoinScript.witnessProgram(_witnessScript(reqId, deposit, pubKey));
    }

    function _witnessScript(uint256 reqId, Deposit storage deposit, bytes memory pubKey)
        private
        view
        returns (bytes memory)
    {
        return BitcoinScript.depositWitnessScript(
            BitcoinScript.tag(block.chainid, address(this), reqId, 0),
            pubKey,
            _refundHeight(deposit),
            deposit.refundPubKeyHash
        );
    }

    function _outpoint(bytes32 txid, uint32 vout) private pure returns (bytes32) {
        return keccak256(abi.encode(txid, vout));
    }

    // --- internals: parameters ---

    function _setParams(BridgeParams memory p) private {
        _bound("dustSats", p.dustSats, 10_000, 1_000_000);
        _bound("depositFeeBps", p.depositFeeBps, 0, 100);
        _bound("bondMinBps", p.bondMinBps, 50, 300);
        _bound("bondMaxBps", p.bondMaxBps, p.bondMinBps, 300);
        _bound("confirmations", p.confirmations, 3, 144);
        _bound("depositPeriodSeconds", p.depositPeriodSeconds, 6 hours, 7 days);
        _bound("depositPeriodBlocks", p.depositPeriodBlocks, 36, 1008);
        _requestRules.dustSats = p.dustSats;
        _requestRules.bondMinBps = p.bondMinBps;
        _requestRules.bondMaxBps = p.bondMaxBps;
        _mintRules.depositFeeBps = p.depositFeeBps;
        _mintRules.confirmations = p.confirmations;
        _mintRules.depositPeriodSeconds = p.depositPeriodSeconds;
        _mintRules.depositPeriodBlocks = p.depositPeriodBlocks;
        emit ParamsSet(p);
    }

    function _setFeeRecipient(address feeRecipient_) private {
        if (feeRecipient_ == address(0)) revert EntanglementManager_RecipientZero();
        _mintRules.feeRecipient = feeRecipient_;
        emit FeeRecipientSet(feeRecipient_);
    }

    function _bound(bytes32 name, uint256 value, uint256 min, uint256 max) private pure {
        if (value < min || value > max) revert EntanglementManager_ParameterOutOfBounds(name, value);
    }
}
