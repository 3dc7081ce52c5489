// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IBitcoinRelay } from "../interfaces/IBitcoinRelay.sol";
import { IEntanglementManager } from "../interfaces/IEntanglementManager.sol";
import { IStakerRegistry } from "../interfaces/IStakerRegistry.sol";
import { BitcoinScript } from "../libraries/BitcoinScript.sol";
import { BridgeAccounting } from "../libraries/BridgeAccounting.sol";
import { DepositState, DepositView } from "../types/BridgeTypes.sol";

/// @title The deposits, and what follows from them alone: heights, scripts, views
/// @dev See `IEntanglementManager` for what it promises.
abstract contract DepositBook is IEntanglementManager {
    /// @notice Bitcoin blocks from the request until the depositor can take the coin back alone.
    uint256 public constant REFUND_BLOCKS = 4320;
    /// @notice Bitcoin blocks before that height from which on nothing is minted any more.
    uint256 public constant REFUND_MARGIN_BLOCKS = 1008;
    /// @notice Seconds by which the relay's tip may differ from the EVM's clock while something is asked for or minted.
    uint256 public constant MAX_TIP_AGE = 3 hours;

    /// @dev Two slots; resolving touches the second alone, so the hash of the refund key fills what both leave free. The
    /// recipient stands apart when it is not the requester.
    /// @param deadlineTime until the draw, the period in seconds
    /// @param deadlineHeight until the draw, what it will be unless the draw is committed again
    struct Deposit {
        address requester;
        uint96 refundKeyHigh;
        uint64 refundKeyLow;
        uint48 sats;
        uint24 requestHeight;
        uint24 deadlineHeight;
        uint40 deadlineTime;
        uint24 stakerId;
        uint16 bondBps;
        DepositState state;
        bool otherRecipient;
    }

    address public immutable relay;
    address public immutable registry;

    mapping(uint256 reqId => Deposit) internal _deposits;
    mapping(uint256 reqId => address) internal _recipients;

    constructor(address relay_, address registry_) {
        relay = relay_;
        registry = registry_;
    }

    /// @inheritdoc IEntanglementManager
    function depositOf(uint256 reqId) external view returns (DepositView memory seen) {
        Deposit storage deposit = _deposits[reqId];
        DepositState state = deposit.state;
        if (state == DepositState.None) return seen;
        seen.requester = deposit.requester;
        seen.recipient = _recipient(reqId, deposit);
        seen.sats = deposit.sats;
        seen.refundPubKeyHash = _refundKey(deposit);
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
        return _witnessScript(reqId, _assigned(reqId, share));
    }

    function _known(uint256 reqId, uint8 share) internal view returns (Deposit storage deposit) {
        deposit = _deposits[reqId];
        if (share != 0 || deposit.state == DepositState.None) {
            revert EntanglementManager_UnknownRequest(reqId, share);
        }
    }

    function _recipient(uint256 reqId, Deposit storage deposit) internal view returns (address) {
        return deposit.otherRecipient ? _recipients[reqId] : deposit.requester;
    }

    function _refundHeight(Deposit storage deposit) internal view returns (uint256) {
        return uint256(deposit.requestHeight) + REFUND_BLOCKS;
    }

    function _refundNear(Deposit storage deposit, uint256 tipHeight) internal view returns (bool) {
        return tipHeight + REFUND_MARGIN_BLOCKS > _refundHeight(deposit);
    }

    function _tipStale(uint256 tipTime) internal view returns (bool) {
        return tipTime + MAX_TIP_AGE < block.timestamp || tipTime > block.timestamp + MAX_TIP_AGE;
    }

    function _checkTipAge(uint256 tipTime) internal view {
        if (_tipStale(tipTime)) revert EntanglementManager_RelayStale(tipTime, MAX_TIP_AGE);
    }

    /// @dev what the share's script commits to
    function _program(uint256 reqId, Deposit storage deposit) internal view returns (bytes32) {
        return BitcoinScript.witnessProgram(_witnessScript(reqId, deposit));
    }

    function _assigned(uint256 reqId, uint8 share) private view returns (Deposit storage deposit) {
        deposit = _known(reqId, share);
        if (deposit.stakerId == 0) revert EntanglementManager_WrongState(reqId, share, deposit.state);
    }

    function _witnessScript(uint256 reqId, Deposit storage deposit) private view returns (bytes memory) {
        return BitcoinScript.depositWitnessScript(
            BitcoinScript.tag(block.chainid, address(this), reqId, 0),
            IStakerRegistry(registry).pubKeyById(deposit.stakerId),
            _refundHeight(deposit),
            _refundKey(deposit)
        );
    }

    function _refundKey(Deposit storage deposit) private view returns (bytes20) {
        return bytes20((uint160(deposit.refundKeyHigh) << 64) | deposit.refundKeyLow);
    }
}
