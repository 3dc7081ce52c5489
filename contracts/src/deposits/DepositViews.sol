// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IBitcoinRelay } from "../interfaces/IBitcoinRelay.sol";
import { IDepositMinter } from "../interfaces/IDepositMinter.sol";
import { IEntanglementManager } from "../interfaces/IEntanglementManager.sol";
import { IEscrowBuffer } from "../interfaces/IEscrowBuffer.sol";
import { IStakerRegistry } from "../interfaces/IStakerRegistry.sol";
import { IStakerSelector } from "../interfaces/IStakerSelector.sol";
import { BitcoinScript } from "../libraries/BitcoinScript.sol";
import { BridgeAccounting } from "../libraries/BridgeAccounting.sol";
import { EscrowTasks } from "../libraries/EscrowTasks.sol";
import {
    DepositPayments,
    DepositQuote,
    DepositShare,
    DepositState,
    DepositView,
    MintParams
} from "../types/BridgeTypes.sol";
import { DepositQueue } from "./DepositQueue.sol";

/// @title What is read of a deposit, by people and by the minter
/// @dev See `IEntanglementManager` for what it promises.
abstract contract DepositViews is DepositQueue {
    /// @inheritdoc IEntanglementManager
    function depositOf(uint256 reqId, uint8 share) external view returns (DepositView memory seen) {
        Share storage part = _shares[reqId][share];
        DepositState state = part.state;
        if (state == DepositState.None) return seen;
        seen.requester = _requests[reqId].requester;
        seen.recipient = _recipient(reqId, part);
        seen.sats = part.sats;
        seen.refundPubKeyHash = _refundKey(reqId, part);
        seen.state = state;
        seen.bondWei = BridgeAccounting.bondWei(part.sats, part.bondBps);
        seen.requestHeight = part.requestHeight;
        seen.refundHeight = _refundHeight(part);
        seen.shareCount = _count(part.flags);
        if (part.stakerId != 0) {
            _seeShare(seen, reqId, share, part);
        } else if (state == DepositState.Offered) {
            seen.deadlineTime = _until(part);
        } else if (state == DepositState.Queued) {
            seen.position = IEscrowBuffer(escrow).positionAt(EscrowTasks.DEPOSIT_QUEUE, 0, part.deadlineTime);
        }
    }

    /// @inheritdoc IEntanglementManager
    function shareAt(uint256 reqId, uint8 share) external view returns (DepositShare memory) {
        Share storage part = _known(reqId, share);
        uint256 stakerId = part.stakerId;
        return DepositShare({
            state: part.state,
            stakerId: stakerId,
            sats: part.sats,
            requestHeight: part.requestHeight,
            refundHeight: _refundHeight(part),
            program: stakerId == 0 ? bytes32(0) : _program(reqId, share, part),
            requester: _requests[reqId].requester,
            recipient: _recipient(reqId, part)
        });
    }

    /// @inheritdoc IEntanglementManager
    function depositScript(uint256 reqId, uint8 share) external view returns (bytes memory) {
        return BitcoinScript.p2wsh(_program(reqId, share, _assigned(reqId, share)));
    }

    /// @inheritdoc IEntanglementManager
    function depositWitnessScript(uint256 reqId, uint8 share) external view returns (bytes memory) {
        return _witnessScript(reqId, share, _assigned(reqId, share));
    }

    /// @inheritdoc IEntanglementManager
    function quoteDeposit(uint64 sats) external view returns (DepositQuote memory quote) {
        RequestRules memory rules = _requestRules;
        IStakerSelector draw = IStakerSelector(selector);
        quote.bondBps = BridgeAccounting.bondRateUp(draw.utilisation(sats), rules.bondMinBps, rules.bondMaxBps);
        quote.bondWei = BridgeAccounting.bondWei(sats, quote.bondBps);
        MintParams memory mint = IDepositMinter(minter).mintParams();
        quote.feeSats = BridgeAccounting.feeUp(sats, mint.depositFeeBps);
        quote.confirmations = BridgeAccounting.confirmationsFor(sats, mint.confirmations);
        quote.queuedSats = uint64(IEscrowBuffer(escrow).levelAt(EscrowTasks.DEPOSIT_QUEUE, 0));
        // Too few stakers, a relay that is behind and no price all mean that nothing can be taken now.
        if (rules.halted || rules.openReorgs != 0 || block.timestamp < rules.pausedUntil) return quote;
        if (draw.stakers() < _minActiveStakers) return quote;
        (, uint256 tipTime) = IBitcoinRelay(relay).tip();
        if (_tipStale(tipTime)) return quote;
        try IStakerRegistry(registry).price() {
            uint64 most = draw.available();
            if (most > rules.requestLimitSats) most = rules.requestLimitSats;
            if (most < rules.dustSats) return quote;
            quote.maxSats = most;
            if (sats >= rules.dustSats && sats <= most) quote.shareSats = draw.preview(sats, 10_000, 0);
        } catch { }
    }

    function _seeShare(DepositView memory seen, uint256 reqId, uint8 share, Share storage part) private view {
        (uint256 shiftSeconds, uint256 shiftBlocks,) = haltShift();
        seen.staker = IStakerRegistry(registry).stakerById(part.stakerId);
        seen.deadlineTime = part.deadlineTime + shiftSeconds;
        seen.deadlineHeight = part.deadlineHeight + shiftBlocks;
        seen.script = BitcoinScript.p2wsh(_program(reqId, share, part));
        DepositPayments memory payments = IDepositMinter(minter).paymentsOf(reqId, share);
        (seen.paidSats, seen.mintedSats) = (payments.paidSats, payments.mintedSats);
        seen.swept = payments.sweptSats > payments.mintedSats;
        if (payments.place != 0) {
            uint256 ledger = payments.reserved ? 0 : part.stakerId;
            seen.position = IEscrowBuffer(escrow).positionAt(EscrowTasks.DEPOSIT_ESCROW, ledger, payments.place);
        }
        if (payments.sweptSats != 0 || payments.mintedSats != 0) return;
        if (_unminted(part.state)) {
            if (_refundNear(part, _tipHeight())) seen.state = DepositState.Refundable;
        }
    }

    function _unminted(DepositState state) private pure returns (bool) {
        return state == DepositState.Assigned || state == DepositState.Expired || state == DepositState.Escrowed;
    }

    function _assigned(uint256 reqId, uint8 share) private view returns (Share storage part) {
        part = _known(reqId, share);
        if (part.stakerId == 0) revert EntanglementManager_WrongState(reqId, share, part.state);
    }

    /// @dev what the share's script commits to
    function _program(uint256 reqId, uint8 share, Share storage part) private view returns (bytes32) {
        return BitcoinScript.witnessProgram(_witnessScript(reqId, share, part));
    }

    function _witnessScript(uint256 reqId, uint8 share, Share storage part) private view returns (bytes memory) {
        return IStakerRegistry(registry)
            .depositWitnessScript(
                part.stakerId,
                BitcoinScript.tag(block.chainid, address(this), reqId, share),
                _refundHeight(part),
                _refundKey(reqId, part)
            );
    }
}
